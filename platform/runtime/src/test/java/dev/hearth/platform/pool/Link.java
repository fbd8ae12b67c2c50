package dev.hearth.platform.pool;

import dev.hearth.functions.link.FromReplica.Completion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The network between the pool and its replicas: each direction keeps its order, unless it loses or doubles. No order to a replica is later than a third of the lease, or nobody could
 * say what was lost; answers may come at any time.
 */
final class Link {
    private final World world;
    private final Map<String, Long> downAt = new HashMap<>();
    private final Map<String, Long> upAt = new HashMap<>();

    Link(World world) {
        this.world = world;
    }

    private boolean bad() {
        return world.turmoil() && world.random.nextInt(1_000) < world.plan.badNetwork;
    }

    private long longest() {
        return world.plan.settings.leaseNanos() / 3;
    }

    private long latency() {
        return world.random.nextLong(world.plan.latency) + 1;
    }

    void assign(SimReplica replica, List<Lease> leases) {
        long delay = latency();
        if (bad()) {
            switch (world.random.nextInt(3)) {
                case 0 -> {
                    world.coverage.count(Happening.ASSIGN_LOST);
                    return;
                }
                case 1 -> {
                    world.coverage.count(Happening.ASSIGN_DOUBLED);
                    down(replica, delay, () -> replica.assign(leases));
                }
                default -> {
                    world.coverage.count(Happening.ASSIGN_DELAYED);
                    delay = world.random.nextLong(longest() / 2) + 1;
                }
            }
        }
        down(replica, delay, () -> replica.assign(leases));
    }

    /** Recalls and cancels; stops are never lost: the process that says goodbye is what ends them. */
    void order(SimReplica replica, Runnable what) {
        if (bad()) {
            world.coverage.count(Happening.ORDER_LOST);
        } else {
            down(replica, latency(), what);
        }
    }

    void stop(SimReplica replica) {
        if (world.random.nextInt(100) < 2) {
            world.coverage.count(Happening.STOP_IGNORED);
        } else {
            down(replica, latency(), replica::stop);
        }
    }

    private void down(SimReplica replica, long delay, Runnable what) {
        long at = Math.max(world.agenda.now + delay, downAt.getOrDefault(replica.name, 0L));
        downAt.put(replica.name, at);
        world.agenda.at(at, () -> replica.happens(what));
    }

    private void up(SimReplica replica, long delay, Runnable what) {
        long at = Math.max(world.agenda.now + delay, upAt.getOrDefault(replica.name, 0L));
        upAt.put(replica.name, at);
        world.agenda.at(at, what);
    }

    void done(SimReplica replica, List<Completion> completions) {
        if (bad()) {
            switch (world.random.nextInt(4)) {
                case 0 -> {
                    world.coverage.count(Happening.REPLY_LOST);
                    return;
                }
                case 1 -> {
                    world.coverage.count(Happening.REPLY_DOUBLED);
                    later(() -> world.completed(replica.name, completions));
                }
                case 2 -> {
                    world.coverage.count(Happening.REPLY_LATE);
                    later(() -> world.completed(replica.name, completions));
                    return;
                }
                default -> {
                    world.coverage.count(Happening.REPLY_OF_ANOTHER);
                    String other = world.another(replica.name);
                    up(replica, latency(), () -> world.completed(other, completions));
                    return;
                }
            }
        }
        up(replica, latency(), () -> world.completed(replica.name, completions));
    }

    private void later(Runnable what) {
        world.agenda.in(world.random.nextLong(3 * world.plan.settings.leaseNanos()), what);
    }

    void returned(SimReplica replica, List<Long> leases) {
        long[] ids = leases.stream().mapToLong(Long::longValue).toArray();
        if (bad()) {
            world.coverage.count(Happening.RETURNED_LOST);
        } else {
            up(replica, latency(), () -> world.returned(replica.name, ids));
        }
    }

    void heartbeat(SimReplica replica, Set<Long> held, int direct) {
        if (bad()) {
            world.coverage.count(Happening.HEARTBEAT_LOST);
        } else {
            up(replica, latency(), () -> world.heartbeat(replica.name, held, direct));
        }
    }

    /** It says hello under a name of its own, after all that came over an earlier link of that name. */
    void hello(SimReplica replica) {
        up(replica, latency(), () -> world.came(replica));
    }

    void ended(SimReplica replica, String reason) {
        up(replica, latency(), () -> world.endedReplica(replica, reason));
    }
}
