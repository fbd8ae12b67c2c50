import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long replicas take to start, beside a bare Quarkus Funqy application on the same JVM with the same options, each with and without an
 * archive of its classes. All are measured in turn, round after round, so that what else the machine does falls on all of them.
 */
public final class StartBench {
    /** As hearth.process.jvm-options has them by default. */
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xms24m", "-XX:-UsePerfData", "-Dfile.encoding=UTF-8");

    private static final long LIMIT_SECONDS = 120;
    private static final Pattern SERVING = Pattern.compile("Serving \\S+ at (http://\\S+)");
    private static final Pattern READY = Pattern.compile("is ready: process (\\d+), .*, class archive: (\\w+)");
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private final boolean aot = Runtime.version().feature() >= 25;
    private final Path application;
    private final Path bare;
    private final Path scratch;

    private StartBench(Path application, Path bare, Path scratch) {
        this.application = application;
        this.bare = bare;
        this.scratch = scratch;
    }

    /** One start of several processes: until the last was ready, and what each had used by then. */
    private record Sample(double wallMillis, double cpuMillis) {}

    public static void main(String[] args) throws Exception {
        StartBench bench = new StartBench(Path.of(args[0]), Path.of(args[1]), Files.createTempDirectory("hearth-bench-start"));
        try {
            bench.run(Integer.parseInt(args[2]));
        } finally {
            try (Stream<Path> files = Files.list(bench.scratch)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(bench.scratch);
        }
    }

    private void run(int rounds) throws Exception {
        System.out.printf(
                "JDK %s, %d processors, load average %.1f; medians of %d rounds, of half as many where several start%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                rounds);
        Path archive = train();
        System.out.printf("%-8s %-22s %10s %16s%n", "at once", "what", "wall ms", "CPU ms of each");
        for (int count : new int[] {1, 8, 25}) {
            Map<String, List<Sample>> samples = new LinkedHashMap<>();
            // Those of many processes are steadier, and take longer.
            int repeated = count == 1 ? rounds : (rounds + 1) / 2;
            for (int round = 0; round < repeated; round++) {
                add(samples, "replica", replicas(count, true));
                add(samples, "bare Funqy", bare(count, archive));
                add(samples, "replica, no archive", replicas(count, false));
                add(samples, "bare, no archive", bare(count, null));
            }
            samples.forEach((what, all) ->
                    System.out.printf("%-8d %-22s %10.0f %16.0f%n", count, what, wall(all), cpu(all)));
            System.out.printf(
                    "%-8d replica / bare: wall %.2f, CPU %.2f; without archives: wall %.2f, CPU %.2f%n",
                    count,
                    wall(samples.get("replica")) / wall(samples.get("bare Funqy")),
                    cpu(samples.get("replica")) / cpu(samples.get("bare Funqy")),
                    wall(samples.get("replica, no archive")) / wall(samples.get("bare, no archive")),
                    cpu(samples.get("replica, no archive")) / cpu(samples.get("bare, no archive")));
        }
    }

    private static void add(Map<String, List<Sample>> samples, String what, Sample sample) {
        samples.computeIfAbsent(what, name -> new ArrayList<>()).add(sample);
    }

    private static double wall(List<Sample> all) {
        return median(all.stream().mapToDouble(Sample::wallMillis).sorted().toArray());
    }

    private static double cpu(List<Sample> all) {
        return median(all.stream().mapToDouble(Sample::cpuMillis).sorted().toArray());
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** A platform is asked for as many replicas as that, and all may start at once: from the request to the last that is ready. */
    private Sample replicas(int count, boolean archive) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(java, "-jar", application.toString(), "serve", "--port", "0");
        Map<String, String> variables = builder.environment();
        variables.put("HEARTH_STATE", scratch.toString());
        variables.put("HEARTH_PROCESS_ARCHIVE", Boolean.toString(archive));
        variables.put("HEARTH_PROCESS_CONCURRENT_STARTS", Integer.toString(count));
        variables.put("HEARTH_ENVIRONMENTS__NUMBERS__REPLICA_COUNT", Integer.toString(count));
        try (Output platform = Output.of(builder)) {
            String url = platform.await(SERVING).group(1);
            get(URI.create(url + "/api/catalog"));
            long begun = System.nanoTime();
            var unused = HTTP.sendAsync(
                    HttpRequest.newBuilder(URI.create(url + "/api/tasks/numbers.plus-one/map"))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofString("1\n"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            double cpu = 0;
            for (int i = 0; i < count; i++) {
                Matcher ready = platform.await(READY);
                if (archive == ready.group(2).equals("none")) {
                    throw new IllegalStateException("Not what is to be measured: " + ready.group());
                }
                cpu += cpuMillis(Long.parseLong(ready.group(1)));
            }
            return new Sample((System.nanoTime() - begun) / 1e6, cpu / count);
        }
    }

    /** From the start of the first process to the first answer of the last. */
    private Sample bare(int count, Path archive) throws Exception {
        List<Output> processes = new ArrayList<>();
        try {
            long begun = System.nanoTime();
            for (int i = 0; i < count; i++) {
                processes.add(Output.of(bareCommand(archive == null ? List.of() : List.of(use(archive)), archive != null)));
            }
            double cpu = 0;
            for (Output process : processes) {
                get(URI.create(process.await(LISTENING).group(1) + "/hello"));
                cpu += cpuMillis(process.process.pid());
            }
            return new Sample((System.nanoTime() - begun) / 1e6, cpu / count);
        } finally {
            for (Output process : processes) {
                process.close();
            }
        }
    }

    private Path train() throws Exception {
        ProcessBuilder train = new ProcessBuilder(java, "-jar", application.toString(), "train");
        train.environment().put("HEARTH_STATE", scratch.toString());
        if (train.inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("no archive for the replicas");
        }
        Path archive = scratch.resolve(aot ? "bare.aot" : "bare.jsa");
        String make = (aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive;
        Output process = Output.of(bareCommand(List.of(make), true));
        get(URI.create(process.await(LISTENING).group(1) + "/hello"));
        process.process.destroy();
        if (!process.process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || !Files.exists(archive)) {
            throw new IllegalStateException("no archive for the bare application");
        }
        return archive;
    }

    private String use(Path archive) {
        return (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
    }

    private ProcessBuilder bareCommand(List<String> archive, boolean flat) throws IOException {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(OPTIONS);
        command.addAll(archive);
        command.add("-Dquarkus.http.port=0");
        command.add("-Dquarkus.http.host=127.0.0.1");
        if (flat) {
            // As a replica is started with an archive, which keeps nothing that a class loader of its own loads.
            command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
            command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
            command.add("-cp");
            command.add(flatClassPath());
            command.add("io.quarkus.runner.GeneratedMain");
        } else {
            command.add("-jar");
            command.add(bare.toString());
        }
        return new ProcessBuilder(command);
    }

    private String flatClassPath() throws IOException {
        List<String> jars = new ArrayList<>();
        for (String folder : List.of("lib/boot", "quarkus", "app", "lib/main")) {
            try (Stream<Path> files = Files.list(bare.resolveSibling(folder))) {
                files.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        return String.join(System.getProperty("path.separator"), jars);
    }

    private static void get(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(uri + " answers " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static double cpuMillis(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow()
                .toMillis();
    }

    /** A process and its lines. Closing it ends it. */
    private static final class Output implements AutoCloseable {
        final Process process;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        private Output(Process process) {
            this.process = process;
            Thread reader = new Thread(() -> {
                try (BufferedReader in =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                    in.lines().forEach(lines::add);
                } catch (IOException | java.io.UncheckedIOException ended) {
                    // What was said is in the queue.
                }
            });
            reader.setDaemon(true);
            reader.start();
        }

        static Output of(ProcessBuilder builder) throws IOException {
            return new Output(builder.redirectErrorStream(true).start());
        }

        Matcher await(Pattern pattern) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            StringBuilder seen = new StringBuilder();
            while (true) {
                String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (line == null) {
                    throw new IllegalStateException("'" + pattern + "' was not said within " + LIMIT_SECONDS + " s:\n" + seen);
                }
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    return matcher;
                }
                seen.append(line).append('\n');
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
