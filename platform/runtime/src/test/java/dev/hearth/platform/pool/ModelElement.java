package dev.hearth.platform.pool;

import dev.hearth.FailureKind;
import org.jspecify.annotations.Nullable;

/** What the model knows of an element. */
final class ModelElement {
    enum State {
        OUTSIDE,
        WAITING,
        PAUSED,
        LEASED,
        SETTLED
    }

    final Element element;
    final Script script;
    final ModelRun run;
    final long order;
    State state = State.OUTSIDE;
    boolean cold;
    long submittedAt;
    long waitingSince;
    long waited;
    long pausedUntil;

    long lease;

    @Nullable
    ModelReplica replica;

    long leasedAt;
    long cancelAskedAt = -1;

    int sent;
    int attempts;
    int failures;
    int deaths;
    int returns;
    /** Of the last attempt, and of the one before. */
    Dispatch last = Dispatch.NONE;

    Dispatch before = Dispatch.NONE;
    /** The outcome that must come during this call of the pool; a success is an empty one. */
    @Nullable
    Due due;

    /** How it was sent. */
    record Dispatch(String replica, long at, boolean cold) {
        static final Dispatch NONE = new Dispatch("", -1, false);
    }

    /** An outcome: null is success. */
    record Due(@Nullable FailureKind failure) {}

    ModelElement(Element element, Script script, ModelRun run) {
        this.element = element;
        this.script = script;
        this.run = run;
        this.order = run.submitted++;
    }

    long waited(long now) {
        return state == State.WAITING ? waited + now - waitingSince : waited;
    }

    boolean suspect() {
        return deaths > 0;
    }

    @Override
    public String toString() {
        return "element " + order + " of run " + run.number + " (" + state + ", " + attempts + " attempts, " + deaths
                + " deaths" + (replica == null ? "" : ", at " + replica.name) + ")";
    }
}
