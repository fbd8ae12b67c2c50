package dev.hearth.functions.replica;

import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.FromReplica.Completion;
import java.util.function.Consumer;

/** One that did not come by the link: whoever called waits for the answer. */
final class DirectExecution extends Execution {
    private final Consumer<Completion> answer;

    DirectExecution(Assignment assignment, ReplicaScope scope, Consumer<Completion> answer) {
        super(assignment, scope);
        this.answer = answer;
    }

    @Override
    long lease() {
        return CurrentExecution.NO_LEASE;
    }

    void answer(Completion completion) {
        answer.accept(completion);
    }
}
