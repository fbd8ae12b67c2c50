package dev.hearth.platform.pool;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica.Completion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a replica's answers, and from its silence or death.
 *
 * <p>Who is to blame when a replica dies: it runs what it holds in order, a slot's worth at a time, but what it has answered may have been lost with it. So of what it held, those that would
 * have run by the pool's own account (the first, as many as it has slots) count a death and are from then on sent alone, which makes the next blame
 * exact; the others count nothing, but are sent into a free slot with nothing ahead, so that they too run when the next death says
 * so. Any answer for an element clears it. An element fails when it has counted {@code replicaDeaths} in a row: all of them but the first while it was alone.
 */
class Answers {
    private final PoolSettings settings;
    private final Work work;
    private final Fleet fleet;

    Answers(Work work, Fleet fleet) {
        this.settings = work.settings;
        this.work = work;
        this.fleet = fleet;
    }

    /**
     * One result; returns the reason if the replica must be replaced because of it.
     *
     * @param element whose lease it is, as far as is known; null: unknown
     */
    @Nullable
    String completed(long now, Replica replica, @Nullable Element element, Completion done) {
        if (element == null || element.lease != done.lease()) {
            return null;
        }
        work.release(element, replica);
        replica.completed++;
        progress(now, replica);
        clear(element);
        Failure failure = done.failure();
        if (failure == null) {
            element.time.ran(done.runNanos());
            work.succeed(now, element, done);
            return null;
        }
        if (element.cancelling) {
            work.fail(now, element, done, cancelled(failure));
        } else if (retries(element, failure)) {
            element.time.ran(done.runNanos());
            element.failures++;
            work.delay(
                    now,
                    element,
                    element.limits.retry().delayAfter(element.failures).toNanos());
        } else {
            work.fail(now, element, done, failure);
        }
        return failure.stuck() ? "a task ignored its interruption: " + failure.message() : null;
    }

    private static void progress(long now, Replica replica) {
        replica.lastProgress = now;
        if (replica.recallRefused) {
            replica.recallRefused = false;
            replica.recallUntil = 0;
        }
    }

    /** Whatever it was suspected of, it has answered. */
    void clear(Element element) {
        element.deaths = 0;
        element.watched = false;
    }

    boolean retries(Element element, Failure failure) {
        boolean may = failure.kind() == FailureKind.ERROR || failure.kind() == FailureKind.TIMEOUT;
        return may && element.failures < element.limits.retry().retries();
    }

    private static Failure cancelled(Failure failure) {
        String message = failure.kind() == FailureKind.CANCELLED
                ? failure.message()
                : "Cancelled while it ran; the attempt ended as " + failure.kind() + ": " + failure.message();
        return new Failure(FailureKind.CANCELLED, message, failure.trace(), failure.stuck());
    }

    /** Leases that were given back, not begun: no attempt. */
    void returned(long now, Replica replica, long[] leases) {
        replica.recallRefused = true;
        for (long lease : leases) {
            Element element = work.book.find(lease, replica);
            if (element != null) {
                work.release(element, replica);
                replica.recallRefused = false;
                notBegun(element);
                again(now, element);
            }
        }
        if (!replica.recallRefused) {
            replica.recallUntil = 0;
        }
    }

    void notBegun(Element element) {
        element.attempts--;
        element.attempt = element.attemptBefore;
    }

    /** Finds what was lost on its way: leases older than the lease time that the replica does not hold. Replicas' leases lie in the order of their age. */
    void heartbeat(long now, Replica replica, long[] held) {
        // The first words after a silence may be older than what the replica was sent meanwhile and has not read: those
        // after them tell.
        if (now - replica.heartbeatAt > settings.leaseNanos() / 2) {
            replica.believedFrom = now + settings.leaseNanos() / 4;
        }
        replica.heartbeatAt = now;
        Element element = replica.first();
        if (element == null || now < replica.believedFrom || !lost(now, element)) {
            return;
        }
        long[] alive = held.clone();
        Arrays.sort(alive);
        while (element != null && lost(now, element)) {
            Element next = element.next;
            if (Arrays.binarySearch(alive, element.lease) < 0) {
                work.release(element, replica);
                again(now, element);
            }
            element = next;
        }
    }

    boolean lost(long now, Element element) {
        return now - element.attempt.at() >= settings.leaseNanos();
    }

    private void again(long now, Element element) {
        if (element.cancelling) {
            work.fail(now, element, FailureKind.CANCELLED, "Cancelled before it ended.");
        } else {
            work.requeue(now, element);
        }
    }

    /** The replica says hello over another link: whatever it held is not there any more. Its process may have ended between, so the blame is as for a death. */
    void cameAgain(long now, Replica before) {
        gone(now, before, "it came again, over another link", true);
    }

    /** Whatever a replica that is gone held goes back to the queues, with blame if it died of itself. */
    void gone(long now, Replica replica, String reason, boolean blame) {
        fleet.lost(now, replica);
        List<Element> held = new ArrayList<>(replica.held);
        for (Element element = replica.first(); element != null; element = element.next) {
            held.add(element);
        }
        for (int i = 0; i < held.size(); i++) {
            Element element = held.get(i);
            work.release(element, replica);
            if (blame) {
                blame(element, i, replica);
            }
            if (element.deaths >= settings.replicaDeaths() && !element.cancelling) {
                work.fail(now, element, FailureKind.REPLICA_LOST, deaths(element, reason));
            } else {
                again(now, element);
            }
        }
    }

    void blame(Element element, int position, Replica replica) {
        if (position < replica.slots) {
            element.deaths++;
        } else {
            element.watched = true;
        }
    }

    private static String deaths(Element element, String reason) {
        return element.deaths == 1
                ? "Its replica '" + element.attempt.replica() + "' died while it ran: " + reason
                : element.deaths + " replicas in a row died while it ran. The last one, '" + element.attempt.replica()
                        + "': " + reason;
    }
}
