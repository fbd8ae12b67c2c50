package dev.hearth.platform.pool;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.platform.pool.Element.Place;
import dev.hearth.platform.pool.Element.Waiting;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All elements that are not settled: moves each from place to place, and keeps the counts. */
class Work {
    final PoolSettings settings;
    final Turns turns;
    final LeaseBook book;
    final ElementTimers timers = new ElementTimers();
    /** Elements that wait for a replica of their own, in the order in which they came back. */
    final ArrayDeque<Element> suspects = new ArrayDeque<>();

    /** Elements in queues for which tasks of other environments wait, the oldest first. */
    final Set<Element> called = new LinkedHashSet<>();

    /** Waiting, wherever. */
    int queued;
    /** Waiting in the queue of a run. */
    int inQueues;

    int leased;
    /** The first of the runs that have something here. */
    @Nullable
    PoolRun firstRun;

    private final Consumer<Command> commands;

    Work(PoolSettings settings, Consumer<Command> commands, Turns turns, LeaseBook book) {
        this.settings = settings;
        this.commands = commands;
        this.turns = turns;
        this.book = book;
    }

    boolean any() {
        return queued + leased > 0;
    }

    /** Refuses one that is here already, or was. */
    static void requireNew(Element element) {
        if (element.place != Place.OUTSIDE) {
            throw new IllegalStateException("Element " + element.index + " of run '" + element.run.id
                    + "': it was submitted before. Submit a new Element for each try.");
        }
    }

    /** Notes an element that is new here. It must be put into a place, or settled, next. */
    void enter(long now, Element element, TaskTime time, boolean cold) {
        // Again, for it may be among them twice.
        requireNew(element);
        PoolRun run = element.run;
        element.time = time;
        element.order = run.submitted++;
        element.submittedAt = now;
        element.submittedCold = cold;
        if (run.pending++ == 0) {
            run.next = firstRun;
            if (firstRun != null) {
                firstRun.previous = run;
            }
            firstRun = run;
        }
    }

    /** Last in its run's queue. */
    void enqueue(long now, Element element) {
        element.run.queue.add(element);
        queued(now, element, Place.QUEUED);
    }

    /** Back to the front of its run's queue, or, if a replica died under it, where it waits to be sent alone. */
    void requeue(long now, Element element) {
        if (element.deaths > 0) {
            suspects.add(element);
            element.run.suspects++;
            queued(now, element, Place.SUSPECT);
        } else {
            element.run.queue.addBack(element);
            queued(now, element, Place.QUEUED);
        }
    }

    private void queued(long now, Element element, Place place) {
        element.place = place;
        queued++;
        inQueues += place == Place.QUEUED ? 1 : 0;
        if (element.caller != null) {
            called.add(element);
        }
        long queueTimeoutNanos = element.limits.queueTimeoutNanos();
        if (queueTimeoutNanos > 0) {
            Waiting waiting = element.waiting();
            waiting.queuedAt = now;
            timers.add(element, now + Math.max(0, queueTimeoutNanos - waiting.waitedNanos));
        }
        turns.update(element.run);
    }

    /** A pause, then back to its run's queue. */
    void delay(long now, Element element, long nanos) {
        if (nanos <= 0) {
            requeue(now, element);
            return;
        }
        element.place = Place.DELAYED;
        queued++;
        element.run.delayed++;
        timers.add(element, now + nanos);
    }

    /** Out of wherever it waits. */
    void withdraw(long now, Element element) {
        PoolRun run = element.run;
        switch (element.place) {
            case QUEUED -> {
                run.queue.remove(element);
                inQueues--;
            }
            case DELAYED -> run.delayed--;
            case SUSPECT -> {
                run.suspects--;
                if (suspects.peekFirst() == element) {
                    suspects.removeFirst();
                } else {
                    suspects.remove(element);
                }
                turns.update(run);
            }
            default -> throw new IllegalStateException("Element " + element.index + " does not wait: " + element.place);
        }
        Waiting waiting = element.waiting;
        if (waiting != null) {
            if (element.place != Place.DELAYED) {
                waiting.waitedNanos += now - waiting.queuedAt;
            }
            timers.remove(element);
        }
        if (element.caller != null) {
            called.remove(element);
        }
        element.place = Place.OUTSIDE;
        queued--;
    }

    /** From its queue to a replica. */
    Lease lease(long now, Element element, Replica replica) {
        withdraw(now, element);
        boolean cold = replica.fresh || (element.submittedCold && replica.sent < replica.slots);
        element.attemptBefore = element.attempt;
        element.attempt = replica.attempt(now, cold);
        Lease lease = book.open(element, replica);
        leased++;
        turns.leased(element, replica);
        return lease;
    }

    /** Ends its lease. It must be put into a place, or settled, next. */
    void release(Element element, Replica replica) {
        book.close(element, replica);
        leased--;
        turns.released(element, replica);
    }

    void succeed(long now, Element element, Completion done) {
        settle(element, now, done, null);
    }

    /** Fails an element that is in no place, with what is known of its last attempt. */
    void fail(long now, Element element, @Nullable Completion done, Failure failure) {
        settle(element, now, done, failure);
    }

    void fail(long now, Element element, FailureKind kind, String message) {
        settle(element, now, null, Failure.of(kind, message));
    }

    private void settle(Element element, long now, @Nullable Completion done, @Nullable Failure failure) {
        element.place = Place.SETTLED;
        PoolRun run = element.run;
        if (--run.pending == 0) {
            unlink(run);
        }
        boolean began = element.attempts > 0;
        Settled settled = new Settled(
                done == null || failure != null ? null : done.result(),
                failure,
                element.attempt.replica(),
                element.attempts,
                (began ? element.attempt.at() : now) - element.submittedAt,
                done == null ? 0 : done.runNanos(),
                element.attempt.cold(),
                done == null ? 0 : done.cacheHits(),
                done == null ? 0 : done.cacheMisses());
        commands.accept(new Command.Settle(element, settled));
    }

    private void unlink(PoolRun run) {
        PoolRun before = run.previous;
        PoolRun after = run.next;
        if (before == null) {
            firstRun = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
        run.previous = null;
        run.next = null;
    }

    /** Fails everything of the run that is not at a replica. */
    void failWaiting(long now, PoolRun run, FailureKind kind, String message) {
        Element element = run.queue.peek();
        while (element != null) {
            withdraw(now, element);
            fail(now, element, kind, message);
            element = run.queue.peek();
        }
        if (run.suspects > 0) {
            for (Iterator<Element> i = suspects.clone().iterator(); i.hasNext() && run.suspects > 0; ) {
                failIfOf(now, run, i.next(), kind, message);
            }
        }
        if (run.delayed > 0) {
            for (Element each : timers.all()) {
                failIfOf(now, run, each, kind, message);
            }
        }
    }

    private void failIfOf(long now, PoolRun run, Element element, FailureKind kind, String message) {
        if (element.run == run) {
            withdraw(now, element);
            fail(now, element, kind, message);
        }
    }

    /** Fails everything that is not at a replica. */
    void failWaiting(long now, FailureKind kind, String message) {
        PoolRun run = firstRun;
        while (run != null) {
            PoolRun next = run.next;
            failWaiting(now, run, kind, message);
            run = next;
        }
    }
}
