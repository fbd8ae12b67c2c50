package dev.hearth.platform.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica.Completion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A replica's process: runs what it is sent in order, a few at a time, and answers in batches. */
final class SimReplica {
    private final World world;
    final String name;
    final int slots;
    boolean alive = true;
    boolean joined;
    /** Stopped as by SIGSTOP: what happens to it waits until it goes on. */
    private boolean frozen;

    private final List<Runnable> backlog = new ArrayList<>();
    private final ArrayDeque<Lease> waiting = new ArrayDeque<>();
    private final Map<Long, Lease> running = new LinkedHashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private List<Completion> outbox = new ArrayList<>();
    private boolean leaving;
    /** Busy with what others sent it. */
    private int direct;

    SimReplica(World world, String name, int slots) {
        this.world = world;
        this.name = name;
        this.slots = slots;
    }

    /** Something happens to the process, unless it is dead; later, if it is frozen. */
    void happens(Runnable what) {
        if (!alive) {
            return;
        }
        if (frozen) {
            backlog.add(what);
        } else {
            what.run();
        }
    }

    private void in(long nanos, Runnable what) {
        world.agenda.in(nanos, () -> happens(what));
    }

    void freeze() {
        frozen = true;
    }

    void goOn() {
        frozen = false;
        List<Runnable> late = List.copyOf(backlog);
        backlog.clear();
        late.forEach(this::happens);
    }

    void joined() {
        joined = true;
        beats();
    }

    private void beat() {
        Set<Long> held = new HashSet<>(running.keySet());
        waiting.forEach(lease -> held.add(lease.id()));
        outbox.forEach(done -> held.add(done.lease()));
        world.link.heartbeat(this, held, direct);
    }

    private void beats() {
        beat();
        in(world.plan.settings.leaseNanos() / 4, this::beats);
    }

    /** Others send it work, which it tells at once. */
    void direct(long nanos) {
        if (joined && !leaving && direct < slots) {
            direct++;
            beat();
            in(nanos, () -> {
                direct--;
                beat();
                begin();
                leave();
            });
        }
    }

    void assign(List<Lease> leases) {
        for (Lease lease : leases) {
            if (seen.add(lease.id())) {
                waiting.add(lease);
            }
        }
        begin();
    }

    private void begin() {
        while (alive && running.size() + direct < slots && !waiting.isEmpty()) {
            Lease lease = waiting.removeFirst();
            running.put(lease.id(), lease);
            world.began(lease, this);
            run(lease, world.script(lease.element()));
        }
    }

    private void run(Lease lease, Script script) {
        if (script.kills()) {
            world.coverage.count(Happening.POISON);
            in(script.nanos, () -> die("exit code 137"));
            return;
        }
        long timeout = lease.element().limits().timeoutMillis() * PoolBench.MS;
        if (script.endless()) {
            world.coverage.count(Happening.TASK_STUCK);
            in(
                    timeout + 5 * PoolBench.MS,
                    () -> end(lease, new Failure(FailureKind.TIMEOUT, "longer than it may", "", true)));
            return;
        }
        if (script.slow()) {
            world.coverage.count(Happening.TASK_SLOW);
        }
        if (timeout > 0 && script.nanos > timeout) {
            in(timeout, () -> end(lease, Failure.of(FailureKind.TIMEOUT, "longer than it may")));
            return;
        }
        FailureKind kind = script.run();
        if (kind != null) {
            world.coverage.count(Happening.TASK_FAILS);
        }
        in(script.nanos, () -> end(lease, kind == null ? null : Failure.of(kind, "as planned")));
    }

    private void end(Lease lease, @Nullable Failure failure) {
        if (running.remove(lease.id()) != null) {
            world.ended(lease);
            answer(lease, failure);
            begin();
            leave();
        }
    }

    private void answer(Lease lease, @Nullable Failure failure) {
        Element element = lease.element();
        byte[] result = failure == null ? world.result(element).getBytes(UTF_8) : null;
        long nanos = world.script(element).nanos;
        outbox.add(new Completion(lease.id(), result, failure, nanos, 1, 0));
        if (outbox.size() == 1) {
            in(world.random.nextInt(3) == 0 ? 0 : world.random.nextLong(PoolBench.MS), this::flush);
        }
    }

    private void flush() {
        if (!outbox.isEmpty()) {
            world.link.done(this, outbox);
            outbox = new ArrayList<>();
        }
    }

    void recall(long[] leases) {
        List<Long> back = new ArrayList<>();
        for (long id : leases) {
            if (waiting.removeIf(lease -> lease.id() == id)) {
                back.add(id);
            }
        }
        world.link.returned(this, back);
    }

    void cancel(long[] leases) {
        for (long id : leases) {
            Lease running = this.running.get(id);
            for (Lease lease : List.copyOf(waiting)) {
                if (lease.id() == id) {
                    waiting.remove(lease);
                    answer(lease, Failure.of(FailureKind.CANCELLED, "not begun"));
                }
            }
            if (running != null) {
                interrupt(running, world.script(running.element()).way);
            }
        }
    }

    private void interrupt(Lease lease, Script.Way way) {
        long soon = world.random.nextLong(PoolBench.MS);
        switch (way) {
            case DEAF, KILLS, STUCK_SILENTLY -> {}
            case STUCK ->
                in(
                        world.plan.settings.cancelGraceNanos() / 2,
                        () -> end(lease, new Failure(FailureKind.CANCELLED, "interrupted", "", true)));
            default -> in(soon, () -> end(lease, Failure.of(FailureKind.CANCELLED, "interrupted")));
        }
    }

    void stop() {
        if (!joined) {
            die("it was ended before it had joined");
            return;
        }
        leaving = true;
        leave();
    }

    private void leave() {
        if (leaving && running.isEmpty() && direct == 0 && alive) {
            world.link.returned(this, waiting.stream().map(Lease::id).toList());
            waiting.clear();
            flush();
            die("goodbye");
            world.left(this);
        }
    }

    /** The process ends; what it has not sent is lost. */
    void die(String reason) {
        if (alive) {
            kill();
            world.link.ended(this, reason);
        }
    }

    /** It cannot be started, nor could another. */
    void refuse() {
        if (alive) {
            kill();
            world.refusedReplica(name);
        }
    }

    /** The process is ended from outside. */
    void kill() {
        alive = false;
        running.values().forEach(world::ended);
        running.clear();
        world.dead(this);
    }
}
