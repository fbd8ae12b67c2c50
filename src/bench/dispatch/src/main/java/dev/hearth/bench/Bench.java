package dev.hearth.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Runs the comparison: {@code Bench APPLICATION_JAR [--quick]}. All that it starts ends with it. */
final class Bench implements AutoCloseable {
    private static final int WORKERS = 8;
    private static final List<String> PEERS = List.of("hazelcast", "grpc", "socket");
    private static final List<Integer> DEPTHS = List.of(8, 32, 128, 512, 1024);
    private static final int WARMING_DEPTH = 128;
    private static final int MOST_WARMINGS = 24;
    private static final int MOST_STAGNANT = 4;

    /** A hundred JVMs on few processors: while they compile what became hot, they are slower than before. */
    private static final int LEAST_WARMINGS_OF_SLEEPERS = 16;

    private static final int SLEEPERS = 100;
    private static final int SLEEP_MILLIS = 50;
    private static final int SLEEPING_ELEMENTS = 1000;
    private static final int WARMING_SLEEPS = 60_000;
    private static final int MEGABYTES_PER_REPLICA = 120;

    /** As Hearth starts its replicas. */
    private static final List<String> WORKER_OPTIONS = List.of("-XX:+UseSerialGC", "-Xms24m", "-XX:-UsePerfData");

    /** What newer JVMs would otherwise warn of, and what Hazelcast asks for. */
    private static final List<String> OPTIONS = List.of(
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private final Path folder = Files.createTempDirectory("hearth-bench");
    private final List<Child> children = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Report report = new Report();
    private final HearthPlatform hearth;
    private final int rounds;
    private final int roundMillis;
    private final int warmMillis;
    private final int calls;

    private Bench(Path jar, boolean quick) throws IOException, InterruptedException {
        rounds = quick ? 3 : 7;
        roundMillis = quick ? 2000 : 4000;
        warmMillis = quick ? 3000 : 5000;
        calls = quick ? 5000 : 10_000;
        // The others keep no journal either; what it costs is measured by JournalBench.
        hearth = HearthPlatform.start(jar, folder, Map.of("HEARTH_JOURNAL_KIND", "none"));
        // Also after Ctrl-C. What is not reached there ends by itself: each process watches its standard input.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end"));
    }

    public static void main(String... arguments) throws Exception {
        boolean quick = List.of(arguments).contains("--quick");
        String facts = Machine.facts();
        long[] ticks = Machine.ticks();
        try (Bench bench = new Bench(Path.of(arguments[0]), quick)) {
            bench.throughput();
            bench.latency();
            bench.endChildren();
            bench.sleeping();
            System.out.println(facts + "; during it, " + Machine.stolenSince(ticks));
            System.out.println("Each message has " + Message.BYTES
                    + " bytes: with Hearth the JSON argument {\"value\":123456}, with the others as many raw bytes.");
            System.out.println(bench.report);
        }
        // Clients leave threads.
        System.exit(0);
    }

    /** Measures elements a second at a depth. */
    @FunctionalInterface
    private interface Contestant {
        double rate(int depth, int millis) throws Exception;
    }

    /** Gives a figure that is the better the larger it is. */
    @FunctionalInterface
    private interface Figure {
        double measure() throws Exception;
    }

    /** A contestant at its best depth, and its figures. */
    private record Entry(String name, Contestant contestant, int depth, Samples first, Samples rates) {}

    private void throughput() throws Exception {
        say("Starting " + WORKERS + " workers and a driver for each of " + String.join(", ", PEERS));
        List<Entry> peers = new ArrayList<>();
        for (String name : PEERS) {
            Contestant contestant = peer(name);
            Samples first = Samples.of(warm(name, () -> contestant.rate(WARMING_DEPTH, warmMillis)));
            peers.add(new Entry(name, contestant, bestDepth(name, contestant), first, new Samples()));
        }
        Samples first = Samples.of(warm("hearth's map", () -> map(warmMillis)));
        Samples own = new Samples();
        for (int round = 1; round <= rounds; round++) {
            double rate = map(roundMillis);
            own.add(rate);
            StringBuilder line = new StringBuilder(String.format("Round %d: hearth %,.0f", round, rate));
            for (Entry peer : peers) {
                double other = peer.contestant().rate(peer.depth(), roundMillis);
                peer.rates().add(other);
                line.append(String.format(", %s %,.0f", peer.name(), other));
            }
            say(line + " elements/s");
        }
        for (Entry peer : peers) {
            String name = peer.name() + ", " + peer.depth() + " in flight";
            switch (peer.name()) {
                case "hazelcast" ->
                    report.compare("map, 8 replicas", "/s", own, name, peer.rates(), Report.Better.MORE, 3);
                case "socket" ->
                    report.compare("map, 8 replicas", "/s", own, name, peer.rates(), Report.Better.MORE, 0.5);
                default -> report.mention("map, 8 replicas", "/s", own, name, peer.rates());
            }
        }
        for (Entry peer : peers) {
            report.mention(
                    "map, the first " + warmMillis / 1000 + " s of the pool",
                    "/s",
                    first,
                    peer.name() + ", the first of its workers",
                    peer.first());
        }
    }

    private Contestant peer(String peer) throws IOException {
        List<Child> workers = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            List<String> options = new ArrayList<>(OPTIONS);
            options.addAll(WORKER_OPTIONS);
            Child worker = child(options, "serve", peer);
            workers.add(worker);
            if (peer.equals("hazelcast") && i == 0) {
                // The others join this one at its address.
                ports.add(String.valueOf(worker.answer().get(0)));
            }
        }
        for (Child worker : workers.subList(ports.size(), workers.size())) {
            ports.add(String.valueOf(worker.answer().get(0)));
        }
        Child driver = child(OPTIONS, "drive", peer, String.join(",", ports));
        driver.answer();
        return (depth, millis) -> {
            List<Long> rate = driver.ask(depth + " " + millis);
            return rate.get(0) * 1e9 / rate.get(1);
        };
    }

    /** Until a figure gets no better: the JVMs of some have more to compile than those of others. Returns the first. */
    private static double warm(String what, Figure figure) throws Exception {
        return warm(what, 0, figure);
    }

    /** @param least so many times at least */
    private static double warm(String what, int least, Figure figure) throws Exception {
        double first = 0;
        double before = 0;
        int stagnant = 0;
        StringBuilder line = new StringBuilder("Warming " + what + ":");
        for (int i = 0; i < MOST_WARMINGS && (i < least || stagnant < MOST_STAGNANT); i++) {
            double rate = figure.measure();
            line.append(String.format(" %,.0f", rate));
            first = i == 0 ? rate : first;
            if (rate > before * 1.05) {
                // Compared with this from now on, and not with the best: many small steps are an improvement too.
                before = rate;
                stagnant = 0;
            } else {
                stagnant++;
            }
        }
        say(line + " /s");
        return first;
    }

    private int bestDepth(String name, Contestant peer) throws Exception {
        int best = 0;
        double most = 0;
        StringBuilder line = new StringBuilder("Depths of " + name + ":");
        for (int depth : DEPTHS) {
            double rate = peer.rate(depth, roundMillis);
            line.append(String.format(" %d: %,.0f/s", depth, rate));
            if (rate > most) {
                most = rate;
                best = depth;
            }
        }
        say(line.toString());
        return best;
    }

    private double map(int millis) throws IOException, InterruptedException {
        JsonNode rate = hearth.run("map", Map.of("millis", millis));
        return rate.get("elements").asDouble() * 1e9 / rate.get("nanos").asDouble();
    }

    private void latency() throws Exception {
        Child echo = child(WORKER_OPTIONS, "echo");
        Child driver =
                child(List.of(), "round-trips", String.valueOf(echo.answer().get(0)));
        driver.answer();
        double first = warm(
                "single calls",
                () -> 1e9
                        / hearth.run("calls", Map.of("count", calls))
                                .get("p50Nanos")
                                .asDouble());
        for (String way : List.of("waiting", "loop")) {
            warm(
                    "the bare WebSocket, " + way,
                    () -> 1e9 / driver.ask(way + " " + calls).get(0));
        }
        Samples[] own = {new Samples(), new Samples()};
        Samples[] waiting = {new Samples(), new Samples()};
        Samples[] loop = {new Samples(), new Samples()};
        for (int round = 1; round <= rounds; round++) {
            JsonNode times = hearth.run("calls", Map.of("count", calls));
            add(own, times.get("p50Nanos").asLong(), times.get("p99Nanos").asLong());
            List<Long> bare = driver.ask("waiting " + calls);
            add(waiting, bare.get(0), bare.get(1));
            List<Long> least = driver.ask("loop " + calls);
            add(loop, least.get(0), least.get(1));
        }
        report.compare("one call, p50", "us", own[0], "bare WebSocket", waiting[0], Report.Better.LESS, 1.5);
        report.mention("one call, p99", "us", own[1], "bare WebSocket", waiting[1]);
        report.mention(
                "one call, p50 of the replica's first " + calls,
                "us",
                Samples.of(1e6 / first),
                "bare WebSocket, warm",
                waiting[0]);
        report.mention("one call, p50", "us", own[0], "the same, event loop only", loop[0]);
        report.mention("one call, p99", "us", own[1], "the same, event loop only", loop[1]);
    }

    private static void add(Samples[] to, long p50, long p99) {
        to[0].add(p50 / 1e3);
        to[1].add(p99 / 1e3);
    }

    private void sleeping() throws Exception {
        String figure = SLEEPING_ELEMENTS + " x " + SLEEP_MILLIS + " ms, " + SLEEPERS + " replicas";
        OptionalLong memory = Machine.availableMegabytes();
        long needed = (long) SLEEPERS * MEGABYTES_PER_REPLICA;
        if (memory.isPresent() && memory.getAsLong() < needed) {
            report.skip(figure, "it needs " + needed + " MB, and " + memory.getAsLong() + " MB are there");
            return;
        }
        say("Starting " + SLEEPERS + " replicas");
        long end = System.nanoTime() + 300_000_000_000L;
        int there = 0;
        while (there < SLEEPERS && System.nanoTime() < end) {
            there = hearth.run("sleeping-replicas", Map.of("elements", SLEEPERS, "millis", 500))
                    .asInt();
        }
        if (there < SLEEPERS) {
            report.skip(figure, "after 5 minutes " + there + " replicas are up");
            return;
        }
        Samples ideal = Samples.of((double) SLEEPING_ELEMENTS / SLEEPERS * SLEEP_MILLIS);
        Samples first = Samples.of(sleepingMillis());
        // Replicas that have just started interpret what they run: many short tasks make them warm.
        warm("sleeping elements", LEAST_WARMINGS_OF_SLEEPERS, () -> {
            JsonNode rate = hearth.run("sleeping", Map.of("elements", WARMING_SLEEPS, "millis", 1));
            return WARMING_SLEEPS * 1e9 / rate.get("nanos").asDouble();
        });
        sleepingMillis();
        Samples own = new Samples();
        for (int round = 1; round <= rounds; round++) {
            own.add(sleepingMillis());
        }
        report.compare("ideal for " + figure, "ms", ideal, "map", own, Report.Better.MORE, 0.95);
        report.mention("the same, replicas just started", "ms", ideal, "map", first);
    }

    private double sleepingMillis() throws IOException, InterruptedException {
        return hearth.run("sleeping", Map.of("elements", SLEEPING_ELEMENTS, "millis", SLEEP_MILLIS))
                        .get("nanos")
                        .asLong()
                / 1e6;
    }

    private Child child(List<String> options, String... arguments) throws IOException {
        synchronized (children) {
            Child child = Child.start(folder.resolve("peers.log"), options, arguments);
            children.add(child);
            return child;
        }
    }

    private void endChildren() {
        synchronized (children) {
            children.forEach(Child::end);
            children.clear();
        }
    }

    private static void say(String line) {
        System.err.println(line);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        endChildren();
        hearth.end();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            say("The folder '" + folder + "' could not be removed: " + e);
        }
    }
}
