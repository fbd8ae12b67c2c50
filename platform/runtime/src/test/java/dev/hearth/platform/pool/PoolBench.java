package dev.hearth.platform.pool;

import dev.hearth.FailureKind;
import dev.hearth.RetryPolicy;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica.Completion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A pool on a bench: a clock in milliseconds, everything it commands, and short words for what replicas tell it. */
final class PoolBench {
    static final long MS = 1_000_000;

    final PoolSettings settings;
    final Pool pool;
    long now = 1_000 * MS;

    final List<Command> commands = new ArrayList<>();
    final List<String> started = new ArrayList<>();
    final List<String> stopped = new ArrayList<>();
    final Map<String, String> killed = new TreeMap<>();
    final Map<Element, Settled> settled = new HashMap<>();
    /** Leases sent to each replica and neither answered nor given back. */
    final Map<String, List<Lease>> at = new TreeMap<>();

    private final Map<String, Integer> direct = new HashMap<>();

    PoolBench(UnaryOperator<Setup> change) {
        settings = change.apply(new Setup()).settings();
        pool = new Pool(settings, this::note);
    }

    /** Settings that a test changes by name: two replicas of one slot, a lease of 10 s, a TTL of 60 s. */
    static final class Setup {
        boolean fresh;
        boolean selfNamed;
        int replicas = 2;
        /** -1: the pool is not elastic. */
        int least = -1;

        long scaledown = 20_000;
        int concurrency = 1;
        long ttl = 60_000;
        int deaths = 3;
        int maxQueued = 1_000;
        int maxAhead = 100;
        long maxAheadBytes = 1_000_000;
        long frame = 10;

        PoolSettings settings() {
            return new PoolSettings(
                    "env",
                    "env",
                    fresh,
                    selfNamed,
                    replicas,
                    least < 0 ? replicas : least,
                    scaledown * MS,
                    concurrency,
                    ttl * MS,
                    30_000 * MS,
                    10_000 * MS,
                    120_000 * MS,
                    3,
                    1_000 * MS,
                    5_000 * MS,
                    deaths,
                    maxQueued,
                    frame * MS,
                    maxAhead,
                    maxAheadBytes);
        }
    }

    static PoolBench withReplicas(int replicas) {
        return new PoolBench(s -> {
            s.replicas = replicas;
            return s;
        });
    }

    private void note(Command command) {
        commands.add(command);
        if (command instanceof Command.Start start) {
            started.add(start.replica());
        } else if (command instanceof Command.Stop stop) {
            stopped.add(stop.replica());
        } else if (command instanceof Command.Kill kill) {
            killed.put(kill.replica(), kill.reason());
            at.remove(kill.replica());
        } else if (command instanceof Command.Assign assign) {
            at.computeIfAbsent(assign.replica(), r -> new ArrayList<>()).addAll(assign.leases());
        } else if (command instanceof Command.Settle settle) {
            Settled before = settled.put(settle.element(), settle.settled());
            if (before != null) {
                throw new AssertionError("settled twice: " + settle);
            }
        }
    }

    static PoolRun run(int concurrency) {
        return new PoolRun("run", concurrency, (element, outcome) -> {});
    }

    static Element element(PoolRun run, long index) {
        return element(run, index, RetryPolicy.NONE, 0);
    }

    static Element element(PoolRun run, long index, RetryPolicy retry, long queueTimeoutMillis) {
        return new Element(
                run, index, "env.task", null, new byte[10], 0, new Limits(retry, 0, queueTimeoutMillis * MS));
    }

    /** Submits that many elements of the run, numbered from 0. */
    List<Element> submit(PoolRun run, int count) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(element(run, i));
        }
        pool.submit(now, elements);
        return elements;
    }

    Element submit(Element element) {
        pool.submit(now, List.of(element));
        return element;
    }

    /** All that were started and have not joined do. */
    PoolBench warm() {
        return warm(1);
    }

    PoolBench warm(int slots) {
        for (String replica : List.copyOf(started)) {
            pool.replicaJoined(now, replica, slots);
        }
        return this;
    }

    /** A bench whose task is known to take about that long. */
    PoolBench knowing(long millis) {
        Element first = submit(element(run(0), 0));
        warm();
        String replica = holder(first);
        pool.completed(now, replica, List.of(success(take(replica, first), millis)));
        return this;
    }

    String holder(Element element) {
        return Objects.requireNonNull(element.replica).name;
    }

    Lease take(String replica, Element element) {
        List<Lease> leases = leases(replica);
        for (Lease lease : leases) {
            if (lease.element() == element) {
                leases.remove(lease);
                return lease;
            }
        }
        throw new AssertionError(replica + " does not hold " + element.index);
    }

    List<Lease> leases(String replica) {
        return at.computeIfAbsent(replica, r -> new ArrayList<>());
    }

    List<Element> held(String replica) {
        return leases(replica).stream().map(Lease::element).toList();
    }

    List<Long> indexes(String replica) {
        return held(replica).stream().map(Element::index).toList();
    }

    static Completion success(Lease lease, long millis) {
        return new Completion(lease.id(), new byte[] {'1'}, null, millis * MS, 0, 0);
    }

    void succeed(String replica, Element element, long millis) {
        pool.completed(now, replica, List.of(success(take(replica, element), millis)));
    }

    void fail(String replica, Element element, FailureKind kind) {
        fail(replica, element, Failure.of(kind, "it said no"));
    }

    void fail(String replica, Element element, Failure failure) {
        Lease lease = take(replica, element);
        pool.completed(now, replica, List.of(new Completion(lease.id(), null, failure, MS, 0, 0)));
    }

    void die(String replica, String reason) {
        at.remove(replica);
        pool.replicaLost(now, replica, reason);
    }

    void giveBack(String replica, long... leases) {
        at.getOrDefault(replica, new ArrayList<>()).removeIf(lease -> {
            for (long id : leases) {
                if (id == lease.id()) {
                    return true;
                }
            }
            return false;
        });
        pool.returned(now, replica, leases);
    }

    /** Time passes; the pool ticks whenever it asked to, and its replicas say that they live. */
    void pass(long millis) {
        pass(millis, List.copyOf(at.keySet()));
    }

    void pass(long millis, List<String> living) {
        long end = now + millis * MS;
        long beat = now + 1_000 * MS;
        while (true) {
            long next = Math.min(beat, Math.max(now, pool.nextDeadline()));
            if (next > end) {
                break;
            }
            now = next;
            if (now == beat) {
                beat += 1_000 * MS;
                for (String replica : living) {
                    heartbeat(replica);
                }
            }
            pool.tick(now);
        }
        now = end;
    }

    void heartbeat(String replica) {
        heartbeat(replica, direct.getOrDefault(replica, 0));
    }

    /** So many of its slots are busy with what others sent, now and until it says something else. */
    void heartbeat(String replica, int busy) {
        direct.put(replica, busy);
        pool.heartbeat(
                now,
                replica,
                at.getOrDefault(replica, List.of()).stream()
                        .mapToLong(Lease::id)
                        .toArray(),
                busy);
    }

    <C extends Command> List<C> all(Class<C> kind) {
        return commands.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    FailureKind failure(Element element) {
        return Objects.requireNonNull(outcome(element).failure()).kind();
    }

    String message(Element element) {
        return Objects.requireNonNull(outcome(element).failure()).message();
    }

    Settled outcome(Element element) {
        Settled outcome = settled.get(element);
        if (outcome == null) {
            throw new AssertionError("element " + element.index + " is not settled");
        }
        return outcome;
    }
}
