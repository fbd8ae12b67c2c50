package dev.hearth.platform.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills replicas: free slots first, then work ahead, spread evenly, in frames of many elements. */
class Sender {
    private final PoolSettings settings;
    private final Consumer<Command> commands;
    private final Work work;
    private final Fleet fleet;
    private @Nullable Replica reserved;

    Sender(Consumer<Command> commands, Work work, Fleet fleet) {
        this.settings = work.settings;
        this.commands = commands;
        this.work = work;
        this.fleet = fleet;
    }

    /** Sends what can be sent. */
    void send(long now) {
        sendSuspects(now);
        if (fleet.ready == 0 || !work.turns.waiting()) {
            return;
        }
        Openings openings = fleet.openings;
        int fair = fairShare();
        while (!openings.free.isEmpty() && work.turns.waiting()) {
            Replica replica = openings.free.iterator().next();
            openings.free.remove(replica);
            if (!fill(now, replica, Math.max(fair, slotShare(replica)))) {
                throw new IllegalStateException("Replica '" + replica.name + "' has a free slot and takes nothing");
            }
        }
        // Once round at most: what is left is for whoever has room at the next event.
        for (int turns = openings.low.size(); turns > 0 && work.turns.waiting(); turns--) {
            Replica replica = openings.low.iterator().next();
            openings.low.remove(replica);
            if (!fill(now, replica, fair)) {
                // One that can take nothing is enough for each event: nothing here waits for a free slot.
                openings.update(replica);
                return;
            }
        }
    }

    /** Sends this replica, which has just answered, what only it can take: work ahead of runs that are at their cap. */
    void topUp(long now, Replica replica) {
        if (fleet.openings.low.contains(replica) && !replica.cappedRuns().isEmpty()) {
            fill(now, replica, fairShare());
        }
    }

    private boolean fill(long now, Replica replica, int share) {
        Element element = work.turns.next(replica, settings);
        if (element == null) {
            return false;
        }
        List<Lease> frame = new ArrayList<>(Math.min(share, settings.maxAhead()));
        replica.renew();
        int target = replica.slots;
        PoolRun alone = work.turns.alone();
        while (element != null) {
            target = Math.max(target, element.time.target(settings, replica.slots));
            frame.add(work.lease(now, element, replica));
            if (frame.size() >= share) {
                element = null;
            } else if (alone != null) {
                element = work.turns.nextOf(alone, replica, settings);
            } else {
                element = work.turns.next(replica, settings);
            }
        }
        sent(now, replica, frame, target);
        return true;
    }

    /** A fair part of what is queued, so that none waits behind others at one replica while there is room elsewhere. */
    int fairShare() {
        return ceilDiv(Math.max(1, work.inQueues), fleet.ready);
    }

    /** Free slots are filled whatever is fair, though evenly; in an elastic pool one replica after the other, so that it needs no more than it must. */
    private int slotShare(Replica replica) {
        int free = replica.room() - replica.held;
        return settings.elastic() ? free : Math.min(free, ceilDiv(work.inQueues, fleet.openings.free.size() + 1));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    private void sent(long now, Replica replica, List<Lease> frame, int target) {
        if (replica.held == frame.size()) {
            replica.lastProgress = now;
        }
        replica.target = target;
        fleet.openings.update(replica);
        commands.accept(new Command.Assign(replica.name, frame));
    }

    /** Gives each element that must be alone an empty replica, and if there is none, lets one run empty. */
    private void sendSuspects(long now) {
        if (work.suspects.isEmpty()) {
            unreserve();
            return;
        }
        boolean waits = false;
        for (Element element : List.copyOf(work.suspects)) {
            if (!mayRun(element.run)) {
                continue;
            }
            Replica replica = empty();
            if (replica == null) {
                waits = true;
                break;
            }
            if (replica == reserved) {
                unreserve();
            }
            isolate(replica);
            sent(now, replica, List.of(work.lease(now, element, replica)), replica.slots);
        }
        if (!waits) {
            unreserve();
        } else if (reserved == null || !fleet.has(reserved) || reserved.room() == 0) {
            unreserve();
            reserve();
        }
    }

    /** Nothing else goes to the replica while it holds what it is sent now. */
    void isolate(Replica replica) {
        replica.alone = true;
    }

    private static boolean mayRun(PoolRun run) {
        return run.concurrency == 0 || run.running < run.concurrency;
    }

    private @Nullable Replica empty() {
        if (reserved != null && reserved.held == 0 && reserved.room() > 0 && fleet.has(reserved)) {
            return reserved;
        }
        for (Replica replica : fleet.openings.free) {
            if (replica.held == 0) {
                return replica;
            }
        }
        return null;
    }

    private void reserve() {
        Replica best = null;
        for (Replica replica : fleet.replicas.values()) {
            if (replica.open() && replica.room() > 0 && (best == null || replica.held < best.held)) {
                best = replica;
            }
        }
        reserved = best;
        if (best != null) {
            best.reserved = true;
            fleet.openings.update(best);
        }
    }

    private void unreserve() {
        if (reserved != null) {
            reserved.reserved = false;
            fleet.openings.update(reserved);
            reserved = null;
        }
    }
}
