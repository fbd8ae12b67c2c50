package dev.hearth.platform.run;

import dev.hearth.WorkflowContext;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.platform.journal.JournalledStep;
import dev.hearth.platform.pool.Settled;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The {@link WorkflowContext} that is injected. Each value is a step of the workflow on whose thread it is asked for. */
@Singleton
@Unremovable
class WorkflowValues implements WorkflowContext {
    /** What such steps are called in place of a task; no task's name has a blank. */
    static final String TASK = "value ";

    private final JsonBinding json;

    @Inject
    WorkflowValues(JsonBinding json) {
        this.json = json;
    }

    @Override
    public String runId() {
        return scope().run().id();
    }

    @Override
    public Instant now() {
        return record("now", Instant.class, RunState::now);
    }

    @Override
    public UUID uuid() {
        return record("uuid", UUID.class, UUID::randomUUID);
    }

    @Override
    public RandomGenerator random() {
        return new SplittableRandom(record("seed", Long.class, ThreadLocalRandom.current()::nextLong));
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // What was recorded was a T, which may be null.
    public <T> T record(String name, Class<T> type, Supplier<? extends T> value) {
        RunScope scope = scope();
        RunState run = scope.run();
        StepId id = scope.nextStep();
        StepState step = run.step(id, TASK + name, false);
        if (!run.journals(id)) {
            T given = value.get();
            step.ended();
            return given;
        }
        Optional<JournalledStep> known = run.log().answer(id, TASK + name, "");
        if (known.isPresent()) {
            step.restore(known.get());
            byte[] recorded = known.get().outcome().result();
            return (T) json.decode(type, recorded == null ? new byte[0] : recorded);
        }
        T given = value.get();
        byte[] bytes = json.encode(given, type);
        step.ended();
        run.log()
                .ended(new JournalledStep(
                        id.path(),
                        id.ordinal(),
                        TASK + name,
                        "",
                        false,
                        new Settled(bytes, null, "", 0, 0, 0, false, 0, 0),
                        step.startedMicros(),
                        step.nowMicros()));
        run.log().awaitWritten();
        // As it will be after a crash: a value that JSON changes must be another at once, and not only then.
        return (T) json.decode(type, bytes);
    }

    private static RunScope scope() {
        return RunScope.current()
                .orElseThrow(() -> new IllegalStateException(
                        "WorkflowContext: no workflow runs on this thread. Ask it within a workflow or one of its branches, "
                                + "on their own threads."));
    }
}
