package dev.hearth.platform.pool;

import java.util.List;

/** Bad luck that nobody's task or message is to blame for; and a look at which states were reached. */
final class Accidents {
    private final World world;

    Accidents(World world) {
        this.world = world;
    }

    void plan() {
        for (int i = 0; i < world.plan.accidents; i++) {
            world.agenda.at(world.random.nextLong(world.plan.turmoil), this::happen);
        }
        world.agenda.at(world.random.nextLong(world.plan.turmoil), world::startsWork);
        for (int i = 0; i < world.plan.direct; i++) {
            world.agenda.at(world.random.nextLong(world.plan.turmoil), this::direct);
        }
    }

    private void direct() {
        List<SimReplica> living = List.copyOf(world.processes.values());
        if (!living.isEmpty()) {
            long nanos = Plan.between(world.random, 1, 400);
            SimReplica replica = living.get(world.random.nextInt(living.size()));
            replica.happens(() -> replica.direct(nanos));
        }
    }

    private void happen() {
        if (world.random.nextInt(6) == 0) {
            SimRun run = world.runs.get(world.random.nextInt(world.runs.size()));
            world.coverage.count(Happening.RUN_CANCELLED);
            world.cancel(run);
            return;
        }
        List<SimReplica> living = List.copyOf(world.processes.values());
        if (living.isEmpty()) {
            return;
        }
        SimReplica replica = living.get(world.random.nextInt(living.size()));
        if (replica.joined && world.plan.settings.selfNamed() && world.random.nextInt(3) == 0) {
            world.coverage.count(Happening.LINKED_AGAIN);
            world.cut(replica);
        } else if (world.random.nextBoolean()) {
            world.coverage.count(Happening.DEATH);
            replica.happens(() -> replica.die("signal 9"));
        } else {
            world.coverage.count(Happening.SILENCE);
            replica.freeze();
            world.agenda.in(world.random.nextLong(3 * world.plan.settings.leaseNanos()), replica::goOn);
        }
    }

    void observe(PoolState state, Model model) {
        Coverage coverage = world.coverage;
        coverage.count(Happening.valueOf(state.phase().name()));
        boolean stopping = model.count(ModelReplica.State.STOPPING) > 0;
        boolean starting = model.count(ModelReplica.State.STARTING) > 0;
        int ready = model.count(ModelReplica.State.READY);
        note(Happening.STOPPING, stopping);
        note(Happening.STARTING_WHILE_STOPPING, stopping && starting);
        note(Happening.DEGRADED, ready > 0 && !starting && ready < model.settings.replicas() && model.work());
        note(Happening.QUEUE_AT_LIMIT, state.queued() >= model.settings.maxQueued());
        note(Happening.PAUSED_FOR_RETRY, !model.paused.isEmpty());
        for (ModelRun run : model.runs.values()) {
            note(Happening.SUSPECT_WAITS, run.suspects > 0);
        }
    }

    private void note(Happening happening, boolean happens) {
        if (happens) {
            world.coverage.count(happening);
        }
    }
}
