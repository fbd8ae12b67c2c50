package dev.hearth.platform.pool;

import dev.hearth.functions.link.BoundArguments;
import org.jspecify.annotations.Nullable;

/**
 * One task call, or one element of a map, on its way through a pool. What the pool keeps about it while it is there is
 * package-private state of this object, so that an element costs one allocation. Owned by the pool's thread from submission until it is settled.
 */
public final class Element {
    final PoolRun run;
    final long index;
    final String task;
    final @Nullable BoundArguments bound;
    final byte[] input;
    /** What it costs of the bytes that a replica may hold. Kept here, for by then the input itself is in no cache of the processor's any more. */
    final int bytes;

    final int digest;
    final Limits limits;
    final @Nullable Caller caller;

    Place place = Place.OUTSIDE;
    /** Its neighbours: in its run's queue, or among its replica's leases. */
    @Nullable
    Element previous;

    @Nullable
    Element next;
    /** Its position among all that its run has submitted. */
    long order;
    /** In its run's queue for another time. */
    boolean cameBack;

    /** Of its task; set when it is submitted. */
    TaskTime time = TaskTime.UNKNOWN;

    long submittedAt;
    boolean submittedCold;

    /** Null for one that has no limit of waiting and has never paused, which are nearly all. */
    @Nullable
    Waiting waiting;

    /** The lease that is outstanding, 0 for none, and what belongs to it. */
    long lease;

    @Nullable
    Replica replica;

    boolean cancelling;

    /** The last attempt that may have begun, and the one before, in case the last is given back. */
    Attempt attempt = Attempt.NONE;

    Attempt attemptBefore = Attempt.NONE;
    int attempts;
    /** Attempts that ended with a failure. */
    int failures;
    /** Replicas in a row that died while they may have run it. */
    int deaths;
    /** Was at a replica that died, though not among those that ran, as far as the pool knew: nothing is known to be ahead of it when it is sent again. */
    boolean watched;

    /**
     * @param run the run it belongs to
     * @param index its position in the run's input, 0 for a single call
     * @param task the task's full name
     * @param bound shared arguments or null
     * @param input its own arguments, a JSON object
     * @param digest of its arguments, for whoever submits it; the pool does not look at it
     * @param limits those of a map's elements are the same object
     */
    public Element(
            PoolRun run,
            long index,
            String task,
            @Nullable BoundArguments bound,
            byte[] input,
            int digest,
            Limits limits) {
        this(run, index, task, bound, input, digest, limits, null);
    }

    /**
     * One that a task may wait for.
     *
     * @param caller that task; null if none does
     */
    public Element(
            PoolRun run,
            long index,
            String task,
            @Nullable BoundArguments bound,
            byte[] input,
            int digest,
            Limits limits,
            @Nullable Caller caller) {
        this.run = run;
        this.index = index;
        this.task = task;
        this.bound = bound;
        this.input = input;
        this.bytes = input.length;
        this.digest = digest;
        this.limits = limits;
        this.caller = caller;
    }

    /** The length of its own arguments. */
    public int bytes() {
        return bytes;
    }

    /** Of one that waits for a time, to be run or to be queued again. */
    static final class Waiting {
        /** Its place among the timers, -1 if it is not there. */
        int timer = -1;

        long deadline;
        long queuedAt;
        /** In queues, until the last time that it left one. */
        long waitedNanos;
    }

    /** Made when it is first asked for. */
    Waiting waiting() {
        Waiting made = waiting;
        if (made == null) {
            made = new Waiting();
            waiting = made;
        }
        return made;
    }

    /** Where an element is. */
    enum Place {
        /** Not submitted, or settled. */
        OUTSIDE,
        /** In its run's queue. */
        QUEUED,
        /** Pausing before a retry. */
        DELAYED,
        /** Waiting for a replica of its own, since one died under it. */
        SUSPECT,
        /** At a replica. */
        LEASED,
        /** It has its outcome. */
        SETTLED
    }

    /** Where and when an attempt was sent. The elements of a frame share it. */
    record Attempt(String replica, long at, boolean cold) {
        static final Attempt NONE = new Attempt("", 0, false);
    }

    /** The same element, as if it had never been submitted. */
    public Element again() {
        return of(run);
    }

    /** The same element of another share of its run, as if it had never been submitted; this, if that is its run. */
    public Element in(PoolRun share) {
        return share == run ? this : of(share);
    }

    private Element of(PoolRun share) {
        return new Element(share, index, task, bound, input, digest, limits, caller);
    }

    /** The run it belongs to. */
    public PoolRun run() {
        return run;
    }

    /** Its position in the run's input. */
    public long index() {
        return index;
    }

    /** The task's full name. */
    public String task() {
        return task;
    }

    /** Shared arguments or null. */
    public @Nullable BoundArguments bound() {
        return bound;
    }

    /** Its own arguments, a JSON object. */
    public byte[] input() {
        return input;
    }

    /** Of its arguments, as its submitter gave it. */
    public int digest() {
        return digest;
    }

    /** What may become of its attempts. */
    public Limits limits() {
        return limits;
    }

    /** The task that waits for it; null if none does. */
    public @Nullable Caller caller() {
        return caller;
    }
}
