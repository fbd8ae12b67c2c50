package dev.hearth.platform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.platform.http.FakePlatform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a platform whose routes are real and whose runs are not. */
class CommandsTest {
    private final FakePlatform platform = new FakePlatform();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void aResultIsOneCompactLine() {
        assertCode(0, "run", "echo", "--input", "{ \"a\" : [1, 2.50] }");
        assertEquals("{\"a\":[1,2.50]}\n", out());
    }

    @Test
    void anArrayIsAnElementALine() {
        assertCode(0, "run", "list");
        assertEquals("1\n{\"a\":2.50}\nnull\n", out());
    }

    @Test
    void inputCanBeAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("in.json"), "{\"b\":true}");
        assertCode(0, "run", "echo", "--input", "@" + file);
        assertEquals("{\"b\":true}\n", out());
    }

    @Test
    void poolsAreShownWithTheirReplicas() {
        assertCode(0, "pools");
        assertEquals(
                "pool fake  warm  queued 2  running 0  identity 0123\n  class archive: cds\n  replica fake-1  ready  running 0  done 7\n",
                out());
    }

    @Test
    void anEnvironmentIsChangedOrTheReasonIsTold() {
        assertCode(0, "change", "fake", "replica-count=5", "environment.GREETING=a=b");
        assertEquals("", out());
        assertCode(2, "change", "fake", "replica-count=0");
        assertErr("Cannot change environment 'fake'", "replica-count", "at least 1");
        assertCode(2, "change", "fake", "replicas=5");
        assertErr("no attribute 'replicas'", "replica-count");
        assertCode(2, "change", "fka", "replica-count=5");
        assertErr("'fka'", "fake");
        assertCode(2, "change", "fake", "replica-count");
        assertErr("'replica-count'", "ATTRIBUTE=VALUE");
        assertCode(2, "change", "fake");
        assertErr("ATTRIBUTE=VALUE");
    }

    @Test
    void aFailedRunIsOne() {
        assertCode(1, "run", "fails");
        assertEquals("Task 'fake.echo': lost.\n", err());
        assertEquals("", out());
    }

    @Test
    void wrongUseIsTwo() {
        assertCode(2, "run", "ecko");
        assertErr("'ecko'", "echo");
        assertCode(2, "run", "echo", "--input", "{");
        assertErr("not JSON", "line 1, column 2");
        assertCode(2, "run", "echo", "--input", "[]");
        assertErr("an array");
        assertCode(2, "run", "echo", "--input", "@" + folder.resolve("none"));
        assertErr("no such file");
        assertCode(2, "run", "echo", "--imput", "{}");
        assertErr("--imput", "Try 'hearth run --help'.");
        assertCode(2, "map", "fake.echo");
        assertErr("--input");
        assertCode(2, "map", "fake.echo", "--input", folder.toString());
        assertErr("is a directory");
        assertCode(2, "map", "fake.echo", "--input", "-", "--concurrency", "0");
        assertErr("--concurrency 0");
        assertCode(2, "map", "fake.echo", "--input", "-", "--min-success-ratio", "2");
        assertErr("--min-success-ratio 2");
        assertCode(2, "rnu");
        assertErr("rnu");
        assertCode(2, "run", "echo", "--provisioner", "process");
        assertErr("exclude each other");
    }

    @Test
    void aPlatformThatIsNotThereIsOne() {
        int code = CommandLines.execute(
                terminal("", out), new ApplicationName("fake", "1"), "run", "echo", "--url", "http://127.0.0.1:1");
        assertEquals(1, code);
        assertErr("http://127.0.0.1:1");
    }

    @Test
    void helpAndVersionAreResults() {
        assertCode(0, "--help");
        assertTrue(out().contains("serve") && out().contains("Exit codes"), out());
        assertCode(0, "--version");
        assertEquals("", err());
    }

    @Test
    void aMapPrintsBareValuesInOrder() {
        StringBuilder in = new StringBuilder();
        IntStream.range(0, 20_000).forEach(i -> in.append("{\"i\": ").append(i).append("}\n"));
        assertMap(0, in.toString());
        List<String> lines = out().lines().toList();
        assertEquals(20_000, lines.size());
        assertEquals("{\"i\": 19999}", lines.get(19_999));
    }

    @Test
    void aMapTakesAnArray() {
        assertMap(0, "\n [1, \"a\\nb\",\n {\"c\": [1e400, 0.10]}, [2]]\n");
        assertEquals("1\n\"a\\nb\"\n{\"c\":[1e400,0.10]}\n[2]\n", out());
    }

    @Test
    void aMapOfNothingPrintsNothing() {
        assertMap(0, "");
        assertMap(0, " [ ] ");
        assertEquals("", out());
    }

    @Test
    void failedElementsAreLinesWhenTheRatioAllowsThem() {
        assertMap(0, "1\n\"fail\"\n", "--min-success-ratio", "0.5");
        assertEquals("1\n{\"error\":{\"kind\":\"ERROR\",\"message\":\"it said so\"}}\n", out());
    }

    @Test
    void aMapThatFailsIsOneAndPrintsWhatCameBefore() {
        assertMap(1, "1\n2\n\"fail\"\n");
        assertEquals("1\n2\n", out());
        assertErr("Element 2 failed.");
    }

    @Test
    void aMalformedLineIsTwo() {
        assertMap(2, "1\nnonsense\n");
        assertErr("element 1 (line 2)");
        assertMap(2, "nonsense\n");
        assertErr("element 0 (line 1)");
    }

    @Test
    void aMalformedArrayIsTwoWithElementLineAndColumn() {
        assertMap(2, "[1,\n 2");
        assertErr("element 2", "line 2, column");
        assertMap(2, "[1] 2");
        assertErr("after the array's end, at line 1");
    }

    @Test
    void anUnknownTaskIsTwoEvenWhileInputIsMissing() throws IOException {
        try (PipedOutputStream never = new PipedOutputStream();
                PipedInputStream silent = new PipedInputStream(never)) {
            int code = CommandLines.execute(
                    terminal(silent, out),
                    new ApplicationName("fake", "1"),
                    "map",
                    "fake.ecko",
                    "--input",
                    "-",
                    "--url",
                    platform.url().toString());
            assertEquals(2, code);
            assertErr("'fake.ecko'");
        }
    }

    @Test
    void aFaultOfTheInputThatIsReadAfterTheEndIsNobodysConcern() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<Thread> sender = new CompletableFuture<>();
        AtomicReference<Throwable> uncaught = new AtomicReference<>();
        InputStream late = new ByteArrayInputStream("[1, x".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read() {
                Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> uncaught.set(e));
                sender.complete(Thread.currentThread());
                return super.read();
            }

            @Override
            public synchronized int read(byte[] piece, int offset, int length) {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return super.read(piece, offset, length);
            }
        };
        assertEquals(
                2,
                CommandLines.execute(
                        terminal(late, out),
                        new ApplicationName("fake", "1"),
                        "map",
                        "fake.ecko",
                        "--input",
                        "-",
                        "--url",
                        platform.url().toString()));
        ended.countDown();
        Thread reader = sender.join();
        reader.join(TimeUnit.SECONDS.toMillis(30));
        assertFalse(reader.isAlive());
        assertNull(uncaught.get());
        assertErr("'fake.ecko'");
    }

    @Test
    void aReaderThatHasEnoughEndsTheMapQuietly() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        int code = CommandLines.execute(
                terminal("1\n2\n", broken),
                new ApplicationName("fake", "1"),
                "map",
                "fake.echo",
                "--input",
                "-",
                "--url",
                platform.url().toString());
        assertEquals(0, code);
        assertEquals("", err());
    }

    @Test
    void theTimelineGoesToStandardError() {
        assertCode(0, "run", "echo", "--timeline");
        assertErr("workflow echo: succeeded in 10 ms");
        assertEquals("{}\n", out());
    }

    @Test
    void theListNamesTasksAndWorkflowsWithTheirParameters() {
        assertCode(0, "list");
        assertEquals("""
                environment fake  replicas 1  concurrency 1  ttl 90 s
                  image registry/fake:1
                  requests cpu 500m  memory 200Mi
                  limits memory 1Gi
                  secrets API_KEY, DB_PASSWORD
                  init container fetch
                  sidecar model
                  task fake.echo(it: Object) -> Object
                environment fresh  a fresh replica for each call, at once at most 7
                workflows
                  workflow echo() -> String
                """, out());
    }

    private void assertMap(int code, String input, String... options) {
        String[] all = new String[options.length + 6];
        System.arraycopy(
                new String[] {
                    "map", "fake.echo", "--input", "-", "--url", platform.url().toString()
                },
                0,
                all,
                0,
                6);
        System.arraycopy(options, 0, all, 6, options.length);
        out.reset();
        err.reset();
        int actual = CommandLines.execute(terminal(input, out), new ApplicationName("fake", "1"), all);
        assertEquals(code, actual, err());
    }

    private void assertCode(int code, String... arguments) {
        String[] all = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--url=" + platform.url();
        out.reset();
        err.reset();
        int actual = CommandLines.execute(terminal("", out), new ApplicationName("fake", "1"), all);
        assertEquals(code, actual, err());
    }

    private void assertErr(String... parts) {
        for (String part : parts) {
            assertTrue(err().contains(part), err());
        }
    }

    private Terminal terminal(String input, OutputStream standardOut) {
        return terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), standardOut);
    }

    private Terminal terminal(InputStream input, OutputStream standardOut) {
        return new Terminal(
                input,
                standardOut,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Map.of("HEARTH_STATE", folder.toString()));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
