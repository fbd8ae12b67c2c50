package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.Violation.unless;

import dev.hearth.functions.link.FromReplica.Completion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One schedule: a pool, its replicas, its users and their bad luck, all from one seed, in virtual time. */
final class World {
    /** More than any schedule that comes to rest needs. */
    private static final long MOST_STEPS = 200_000;

    final SplittableRandom random;
    final Plan plan;
    final Agenda agenda = new Agenda();
    final Link link = new Link(this);
    final Coverage coverage = new Coverage();
    final Model model;
    final List<SimRun> runs = new ArrayList<>();
    final Map<String, SimReplica> processes = new LinkedHashMap<>();
    int submitted;

    private final Map<PoolRun, SimRun> runOf = new HashMap<>();
    private final Judge judge;
    private final Pool pool;
    private final List<Command.Settle> outcomes = new ArrayList<>();
    private final Accidents accidents;
    private final Pods pods;
    private long tickAt = Long.MAX_VALUE;
    private boolean failingStarts;
    private final boolean trace;

    World(long seed, Parts parts) {
        this(seed, parts, false);
    }

    /** With a trace, every event and command is printed. */
    World(long seed, Parts parts, boolean trace) {
        this.trace = trace;
        random = new SplittableRandom(seed);
        plan = new Plan(random);
        model = new Model(plan.settings);
        judge = new Judge(model, coverage);
        pool = new Pool(plan.settings, this::command, parts);
        accidents = new Accidents(this);
        pods = new Pods(this, random.split());
        failingStarts = plan.badStarts > 500;
    }

    boolean turmoil() {
        return agenda.now < plan.turmoil;
    }

    /** Lets everything happen, and judges. */
    void run() {
        coverage.count(Happening.COLD);
        for (int i = 0; i < plan.runs; i++) {
            SimRun run = new SimRun(this, i);
            runs.add(run);
            runOf.put(run.run, run);
            model.runs.put(run.run, run.model);
            agenda.at(random.nextLong(plan.turmoil / 2), () -> submit(run));
        }
        if (plan.prewarm) {
            agenda.at(random.nextLong(plan.turmoil), this::prewarm);
        }
        accidents.plan();
        if (plan.idleBefore >= 0) {
            // Whoever knows is asked when the pool is made, and answers a little later.
            agenda.at(random.nextLong(plan.settings.adoptNanos()), this::inherit);
        }
        pods.survive(plan.survivors);
        if (plan.closeAt > 0) {
            agenda.at(plan.closeAt, this::close);
        }
        long end = plan.turmoil + 600_000 * PoolBench.MS;
        while (agenda.step(end) && !atRest()) {
            unless(agenda.done < MOST_STEPS, "a schedule comes to rest", this);
        }
        rest();
    }

    private boolean atRest() {
        return agenda.now > plan.turmoil
                && processes.isEmpty()
                && model.settled == submitted
                && model.replicas.isEmpty()
                && (model.places == 0 || !plan.settings.selfNamed() || model.closed)
                && runs.stream().allMatch(run -> run.missing() == 0);
    }

    private void rest() {
        PoolState state = pool.state();
        unless(model.settled == submitted, "every element is settled", model.settled, " of ", submitted, " ", state);
        unless(state.queued() == 0 && state.leased() == 0, "nothing stays queued or leased", state);
        unless(pool.nextDeadline() == Long.MAX_VALUE || model.closed, "a pool at rest waits for nothing", state);
        unless(processes.isEmpty() || model.closed, "no replica outlives its pool", processes.keySet());
        for (SimRun run : runs) {
            run.judge(run.missing() == 0);
        }
    }

    // What users do.

    void submit(SimRun run) {
        List<ModelElement> batch = run.next(random.nextInt(3) == 0 ? 1_000 : 1 + random.nextInt(20));
        submitted += batch.size();
        call(Happening.SUBMIT, () -> {
            batch.forEach(model::submitted);
            pool.submit(agenda.now, batch.stream().map(e -> e.element).toList());
        });
        if (run.missing() > 0) {
            agenda.in(random.nextLong(40 * PoolBench.MS), () -> submit(run));
        }
    }

    void cancel(SimRun run) {
        call(Happening.CANCEL, () -> {
            model.cancelled(run.model);
            pool.cancel(agenda.now, run.run);
        });
    }

    private void inherit() {
        call(Happening.IDLE_INHERITED, () -> {
            model.inherited(plan.idleBefore);
            pool.inheritIdle(agenda.now, plan.idleBefore);
        });
    }

    private void prewarm() {
        call(Happening.PREWARM, () -> {
            int count = 1 + random.nextInt(plan.settings.replicas());
            if (!model.closed && !plan.settings.fresh()) {
                model.prewarmed();
                model.prewarming = count;
            }
            pool.prewarm(agenda.now, count);
            model.prewarming = 0;
        });
    }

    private void close() {
        call(Happening.CLOSE, () -> {
            model.closed();
            pool.close(agenda.now, "the platform stops");
        });
        List.copyOf(processes.values()).forEach(SimReplica::kill);
        model.replicas.clear();
    }

    // What replicas say.

    void completed(String replica, List<Completion> completions) {
        call(Happening.COMPLETED, () -> {
            ModelReplica known = ready(replica);
            if (known != null) {
                model.completed(known, completions);
            }
            pool.completed(agenda.now, replica, completions);
        });
    }

    void returned(String replica, long[] leases) {
        call(Happening.RETURNED, () -> {
            ModelReplica known = ready(replica);
            if (known != null) {
                model.returned(known, leases);
            }
            pool.returned(agenda.now, replica, leases);
        });
    }

    void heartbeat(String replica, Set<Long> held, int direct) {
        call(Happening.HEARTBEAT, () -> {
            ModelReplica known = ready(replica);
            if (known != null) {
                model.heartbeat(known, held, direct);
                if (direct > 0) {
                    coverage.count(model.work() ? Happening.DIRECT : Happening.DIRECT_ALONE);
                }
            }
            pool.heartbeat(
                    agenda.now,
                    replica,
                    held.stream().mapToLong(Long::longValue).toArray(),
                    direct);
        });
    }

    void endedReplica(SimReplica replica, String reason) {
        call(replica.joined ? Happening.LOST : Happening.FAILED, () -> {
            ModelReplica known = model.replicas.get(replica.name);
            if (known != null && !model.closed) {
                model.gone(known, true);
            }
            if (replica.joined) {
                pool.replicaLost(agenda.now, replica.name, reason);
            } else {
                pool.replicaFailed(agenda.now, replica.name, reason);
            }
        });
    }

    void refusedReplica(String replica) {
        call(Happening.FAILED, () -> {
            ModelReplica known = model.replicas.get(replica);
            if (known != null && !model.closed) {
                model.refused(known);
            }
            pool.replicaRefused(agenda.now, replica, "no secret");
        });
    }

    /** A replica comes under a name of its own. */
    void came(SimReplica replica) {
        if (!replica.alive) {
            return;
        }
        Arrival[] arrival = {new Arrival.TurnedAway("")};
        call(Happening.CAME, () -> {
            ModelReplica before = model.replicas.get(replica.name);
            if (before != null && !model.closed) {
                coverage.count(Happening.CAME_BEFORE_LOST);
                model.gone(before, true);
            }
            Arrival expected = model.arrival(replica.name);
            if (!(expected instanceof Arrival.TurnedAway)) {
                model.came(replica.name, expected, plan.slots);
            }
            arrival[0] = pool.replicaCame(agenda.now, replica.name, plan.slots);
            judge.arrival(expected, arrival[0]);
        });
        pods.answered(replica, arrival[0]);
    }

    int places() {
        return pool.places();
    }

    private @Nullable ModelReplica ready(String name) {
        ModelReplica known = model.replicas.get(name);
        return known == null || known.state == ModelReplica.State.STARTING ? null : known;
    }

    String another(String replica) {
        List<String> others = model.replicas.keySet().stream()
                .filter(name -> !name.equals(replica))
                .toList();
        return others.isEmpty() ? "env-0" : others.get(random.nextInt(others.size()));
    }

    // What processes do.

    private void start(String name) {
        if (plan.settings.selfNamed()) {
            pods.start(name);
            return;
        }
        SimReplica process = new SimReplica(this, name, plan.slots);
        processes.put(name, process);
        long limit = plan.settings.startNanos();
        long takes = limit / 10 + random.nextLong(limit / 2);
        boolean bad = badStart();
        if (bad && random.nextInt(6) == 0) {
            coverage.count(Happening.START_REFUSED);
            agenda.in(takes, process::refuse);
            return;
        }
        if (bad && random.nextInt(3) > 0) {
            coverage.count(Happening.START_EXIT);
            agenda.in(takes, () -> process.die("exit code 1"));
            return;
        }
        if (bad) {
            coverage.count(Happening.START_SLOW);
            agenda.in(2 * limit, () -> join(process));
            return;
        }
        agenda.in(takes, () -> process.happens(() -> join(process)));
    }

    boolean badStart() {
        return turmoil() && (failingStarts || random.nextInt(1_000) < plan.badStarts);
    }

    private void join(SimReplica process) {
        ModelReplica asked = model.replicas.get(process.name);
        boolean awaited = asked != null && asked.state == ModelReplica.State.STARTING && !model.closed;
        if (!awaited) {
            coverage.count(Happening.LATE_JOIN);
        }
        boolean[] taken = {false};
        call(Happening.JOINED, () -> {
            if (awaited && asked != null) {
                model.joined(asked, plan.slots);
            }
            taken[0] = pool.replicaJoined(agenda.now, process.name, plan.slots);
        });
        unless(taken[0] == awaited, "only awaited replicas join", process.name);
        if (taken[0] && process.alive) {
            process.joined();
        }
    }

    /** It has said goodbye. One that names itself stays, and comes again. */
    void left(SimReplica process) {
        pods.again(process);
    }

    /** Its link is lost, and nobody has noticed but itself. */
    void cut(SimReplica process) {
        pods.cut(process);
    }

    void dead(SimReplica process) {
        processes.remove(process.name, process);
        pods.changed();
    }

    void startsWork() {
        failingStarts = false;
    }

    // What tasks do.

    Script script(Element element) {
        return known(element).script;
    }

    String result(Element element) {
        return known(element).run.number + ":" + known(element).order;
    }

    private ModelElement known(Element element) {
        return Objects.requireNonNull(model.elements.get(element));
    }

    void began(Lease lease, SimReplica replica) {
        ModelRun run = known(lease.element()).run;
        run.running++;
        unless(run.cap == 0 || run.running <= run.cap, "the cap of a run holds", "at ", replica.name);
    }

    void ended(Lease lease) {
        known(lease.element()).run.running--;
    }

    // What the pool wants.

    private void command(Command command) {
        if (trace) {
            System.out.println("        " + text(command));
        }
        judge.judge(command);
        unless(!model.closed || !(command instanceof Command.Start), "a closed pool starts nothing", command);
        if (command instanceof Command.Start start) {
            start(start.replica());
        } else if (command instanceof Command.Settle settle) {
            outcomes.add(settle);
        } else if (command instanceof Command.Kill kill) {
            SimReplica process = processes.get(kill.replica());
            if (process != null) {
                pods.cut(process);
            }
        } else {
            send(command);
        }
    }

    private void send(Command command) {
        if (command instanceof Command.Assign assign) {
            SimReplica process = linked(assign.replica());
            if (process != null) {
                link.assign(process, assign.leases());
            }
        } else if (command instanceof Command.Recall recall) {
            SimReplica process = linked(recall.replica());
            if (process != null) {
                link.order(process, () -> process.recall(recall.leases()));
            }
        } else if (command instanceof Command.Cancel cancel) {
            SimReplica process = linked(cancel.replica());
            if (process != null) {
                link.order(process, () -> process.cancel(cancel.leases()));
            }
        } else if (command instanceof Command.Stop stop) {
            SimReplica process = linked(stop.replica());
            if (process != null) {
                link.stop(process);
            }
        }
    }

    /** Nothing reaches one that names itself before it has said hello over a new link. */
    private @Nullable SimReplica linked(String name) {
        SimReplica process = processes.get(name);
        return process != null && (process.joined || !plan.settings.selfNamed()) ? process : null;
    }

    private void call(Happening event, Runnable what) {
        coverage.count(event);
        if (trace) {
            System.out.printf("%.3f ms %s%n", agenda.now / 1e6, event);
        }
        model.now = agenda.now;
        what.run();
        judge.after();
        if (event == Happening.TICK) {
            judge.afterTick();
        }
        judge.places(pool.places());
        pods.changed();
        accidents.observe(pool.state(), model);
        for (Command.Settle settle : List.copyOf(outcomes)) {
            SimRun run = Objects.requireNonNull(runOf.get(settle.element().run));
            if (run.settled(settle.element().index, settle.settled().failure() == null)) {
                agenda.in(0, () -> cancel(run));
            }
        }
        outcomes.clear();
        long next = pool.nextDeadline();
        if (next < tickAt) {
            boolean late = turmoil() && random.nextInt(200) == 0;
            if (late) {
                coverage.count(Happening.TICK_LATE);
            }
            tickAt = Math.max(next, agenda.now) + (late ? random.nextLong(plan.settings.leaseNanos() / 2) : 0);
            long at = tickAt;
            agenda.at(at, () -> tick(at));
        }
    }

    private void tick(long at) {
        if (at != tickAt) {
            return;
        }
        tickAt = Long.MAX_VALUE;
        call(Happening.TICK, () -> {
            model.ticks();
            pool.tick(agenda.now);
        });
        unless(pool.nextDeadline() > agenda.now, "after a tick, nothing is due", agenda.now);
    }

    private String text(Command command) {
        if (command instanceof Command.Assign assign) {
            List<String> leases = new ArrayList<>();
            assign.leases().forEach(lease -> leases.add(lease.id() + ": " + model.elements.get(lease.element())));
            return "Assign to " + assign.replica() + " " + leases;
        }
        if (command instanceof Command.Settle settle) {
            return "Settle " + model.elements.get(settle.element()) + " "
                    + settle.settled().failure();
        }
        return command.toString();
    }

    @Override
    public String toString() {
        return "at " + agenda.now / PoolBench.MS + " ms: " + pool.state();
    }
}
