package dev.hearth.examples.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.platform.run.KeyReusedException;
import dev.hearth.platform.run.MapOptions;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunQuery;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.RunRefusedException;
import dev.hearth.platform.run.RunRequest;
import dev.hearth.platform.run.Runs;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Durable maps, keys and the list of runs, with a journal, in one JVM. */
@QuarkusTest
@TestProfile(DurableMapTest.WithJournal.class)
@Timeout(60)
class DurableMapTest {
    private static final MapOptions ALL = new MapOptions(0, OptionalDouble.empty(), false, 1000);
    private static final MapOptions HALF = new MapOptions(0, OptionalDouble.of(0.5), false, 1000);

    @Inject
    Runs runs;

    @TempDir
    Path folder;

    @Test
    void aDurableMapRunsWithoutItsCallerAndItsOutcomesAreFetchedInOrder() throws Exception {
        Path ledger = folder.resolve("ledger");
        RunHandle map = runs.durableMap("ledger.enter", entries(ledger, 5_000), ALL, http())
                .handle();
        map.result().get(30, TimeUnit.SECONDS);
        assertEquals(5_000, Files.readAllLines(ledger).size());
        assertEquals(LongStream.range(0, 5_000).boxed().toList(), outcomes(map.id(), true));
        assertFalse(runs.outcomes("no such run", (index, value, failure, provenance) -> {}));
    }

    @Test
    void theFailedElementsAloneAreRunAgain() throws Exception {
        Path missing = folder.resolve("later/ledger");
        Path ledger = folder.resolve("ledger");
        Iterator<byte[]> elements = IntStream.range(0, 100)
                .mapToObj(i -> entry(i % 10 == 3 ? missing : ledger, i))
                .iterator();
        RunHandle map = runs.durableMap("ledger.enter", elements, HALF, http()).handle();
        map.result().get(30, TimeUnit.SECONDS);
        assertEquals(90, outcomes(map.id(), true).size());
        assertEquals(10, outcomes(map.id(), false).size());

        Files.createDirectory(folder.resolve("later"));
        RunHandle again = runs.rerunFailed(map.id(), http());
        again.result().get(30, TimeUnit.SECONDS);
        assertEquals(LongStream.range(0, 100).boxed().toList(), outcomes(again.id(), true));
        assertEquals(90, Files.readAllLines(ledger).size());
        assertEquals(10, Files.readAllLines(missing).size());
        assertTrue(String.valueOf(assertThrows(RunRefusedException.class, () -> runs.rerunFailed(again.id(), http()))
                        .getMessage())
                .contains("all its elements have succeeded"));
    }

    @Test
    void aSecondRequestWithTheSameKeyGetsTheRunOfTheFirst() throws Exception {
        Path ledger = folder.resolve("ledger");
        RunRequest request = http().withKey(UUID.randomUUID().toString());
        Runs.Started first = runs.call("ledger.enter", entry(ledger, 7), request);
        assertFalse(first.attached());
        assertEquals("7", text(first.handle().result().get(30, TimeUnit.SECONDS)));
        // More runs than are remembered: only the journal knows the first one then.
        for (int i = 0; i < Runs.REMEMBERED + 10; i++) {
            runs.call("ledger.enter", entry(folder.resolve("other"), i), http())
                    .handle()
                    .result()
                    .get(30, TimeUnit.SECONDS);
        }
        Runs.Started second = runs.call("ledger.enter", entry(ledger, 7), request);
        assertTrue(second.attached());
        assertEquals(first.handle().id(), second.handle().id());
        assertEquals("7", text(second.handle().result().get(30, TimeUnit.SECONDS)));
        assertEquals(List.of("7"), Files.readAllLines(ledger));
        assertThrows(KeyReusedException.class, () -> runs.workflow("fill-ledger", entry(ledger, 7), request));
        assertRefused(first, () -> runs.call("ledger.enter", entry(ledger, 8), request));
        assertEquals(List.of("7"), Files.readAllLines(ledger));
    }

    @Test
    void aKeyOfADurableMapCoversItsOptionsAndNotItsElements() throws Exception {
        Path ledger = folder.resolve("ledger");
        Path missing = folder.resolve("later/ledger");
        RunRequest request = http().withKey(UUID.randomUUID().toString());
        Iterator<byte[]> elements = List.of(entry(ledger, 1), entry(missing, 2)).iterator();
        Runs.Started first = runs.durableMap("ledger.enter", elements, HALF, request);
        first.handle().result().get(30, TimeUnit.SECONDS);
        Runs.Started second = runs.durableMap("ledger.enter", entries(ledger, 5), HALF, request);
        assertTrue(second.attached());
        assertEquals(first.handle().id(), second.handle().id());
        assertRefused(first, () -> runs.durableMap("ledger.enter", entries(ledger, 5), ALL, request));
        assertRefused(first, () -> runs.rerunFailed(first.handle().id(), request));

        RunRequest again = http().withKey(UUID.randomUUID().toString());
        RunHandle rerun = runs.rerunFailed(first.handle().id(), again);
        assertEquals(rerun.id(), runs.rerunFailed(first.handle().id(), again).id());
        assertEquals(List.of("1"), Files.readAllLines(ledger));
    }

    private static void assertRefused(Runs.Started earlier, Executable again) {
        assertEquals(
                earlier.handle().id(),
                assertThrows(KeyReusedException.class, again).run());
    }

    @Test
    void runsAreListedPageByPageFromMemoryAndJournal() throws Exception {
        String name = "prices.gross";
        List<String> started = new ArrayList<>();
        for (int i = 0; i < Runs.REMEMBERED + 50; i++) {
            RunHandle run =
                    runs.call(name, bytes("{\"net\":" + i + "}"), http()).handle();
            run.result().get(30, TimeUnit.SECONDS);
            started.add(0, run.id());
        }
        List<String> listed = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            var page = runs.list(new RunQuery(
                    Optional.of("succeeded"), Optional.of("call"), Optional.of(name), Optional.empty(), after, 40));
            page.runs().stream().map(RunRecord::id).forEach(listed::add);
            after = page.next();
        } while (after.isPresent());
        assertEquals(started, listed);
        String oldest = started.get(started.size() - 1);
        assertEquals("succeeded", runs.find(oldest).orElseThrow().state());
        assertEquals(
                "0.00", text(runs.handle(oldest).orElseThrow().result().get()).replace("\"", ""));
    }

    @Test
    void aBadInputFailsTheRunAndStaysKnown() {
        RunHandle run =
                runs.workflow("keep-ledger", bytes("{\"fil\":1}"), http()).handle();
        assertThrows(ExecutionException.class, () -> run.result().get(30, TimeUnit.SECONDS));
        assertEquals("failed", runs.find(run.id()).orElseThrow().state());
    }

    private List<Long> outcomes(String run, boolean succeeded) throws InterruptedException {
        List<Long> indexes = new ArrayList<>();
        assertTrue(runs.outcomes(run, (index, value, failure, provenance) -> {
            if (succeeded == (failure == null)) {
                indexes.add(index);
            }
        }));
        return indexes;
    }

    private static Iterator<byte[]> entries(Path ledger, int count) {
        return IntStream.range(0, count).mapToObj(i -> entry(ledger, i)).iterator();
    }

    private static byte[] entry(Path ledger, int entry) {
        return bytes("{\"file\":\"" + ledger + "\",\"entry\":" + entry + ",\"millis\":0}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static RunRequest http() {
        return RunRequest.of("http");
    }

    /** A journal in a file that goes with the tests. */
    public static class WithJournal implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path file = Files.createTempDirectory("journal").resolve("journal");
                return Map.of("hearth.journal.kind", "h2", "hearth.journal.url", "jdbc:h2:file:" + file);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
