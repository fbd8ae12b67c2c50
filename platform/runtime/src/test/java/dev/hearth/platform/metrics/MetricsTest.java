package dev.hearth.platform.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.dispatch.Operations;
import dev.hearth.platform.dispatch.PoolStatistics;
import dev.hearth.platform.dispatch.ReplicaView;
import dev.hearth.platform.event.EventIntake;
import dev.hearth.platform.http.FakeRuns;
import dev.hearth.platform.pool.PoolState;
import dev.hearth.platform.pool.PoolState.ReplicaState;
import dev.hearth.platform.pool.Settled;
import dev.hearth.platform.run.MapProgress;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRecord;
import io.quarkus.runtime.ShutdownEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (hearth_\\w+) \\w+$");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(hearth_\\w+)`");

    private final RunMetrics runs = new RunMetrics();
    private final FakeOperations operations = new FakeOperations();
    private final EventIntake events = new EventIntake(List::of, new FakeRuns(), "shop", Optional.empty());
    private final Metrics metrics = new Metrics(() -> operations, runs, () -> events);

    @AfterEach
    void close() {
        metrics.close(new ShutdownEvent());
    }

    @Test
    void everyMeterIsInTheGuideAndEveryOneOfTheGuideIsThere() throws IOException {
        operations.settled("env.work", settled(null, 1, 0, 0));
        FakeRun run = new FakeRun("succeeded");
        runs.began(run, "call", "env.work");
        run.result.complete(new byte[0]);
        String guide = Files.readString(Path.of("../../docs/guide/operations.md"));
        assertEquals(names(DOCUMENTED, guide), names(TYPE, metrics.scrape()));
    }

    @Test
    void elementsAreCountedByOutcomeAndTheirTimesFallIntoBuckets() {
        operations.settled("env.work", settled(null, 2, 60_000_000, 2_000_000));
        operations.settled("env.work", settled(FailureKind.REPLICA_LOST, 3, 0, 7_200_000_000_000L));
        String text = metrics.scrape();
        assertLine(text, "hearth_elements_total{environment=\"env\",outcome=\"succeeded\",task=\"env.work\"} 1.0");
        assertLine(text, "hearth_elements_total{environment=\"env\",outcome=\"replica_lost\",task=\"env.work\"} 1.0");
        assertTrue(!text.contains("outcome=\"timeout\""), text);
        assertLine(text, "hearth_element_attempts_total{environment=\"env\",task=\"env.work\"} 5.0");
        assertLine(text, "hearth_elements_cold_total{environment=\"env\",task=\"env.work\"} 2.0");
        assertLine(text, "hearth_cache_hits_total{environment=\"env\",task=\"env.work\"} 6.0");
        assertLine(text, "hearth_element_wait_seconds_bucket{environment=\"env\",task=\"env.work\",le=\"0.05\"} 1");
        assertLine(text, "hearth_element_wait_seconds_bucket{environment=\"env\",task=\"env.work\",le=\"0.1\"} 2");
        assertLine(text, "hearth_element_run_seconds_bucket{environment=\"env\",task=\"env.work\",le=\"0.001\"} 0");
        assertLine(text, "hearth_element_run_seconds_bucket{environment=\"env\",task=\"env.work\",le=\"1800.0\"} 1");
        assertLine(text, "hearth_element_run_seconds_bucket{environment=\"env\",task=\"env.work\",le=\"+Inf\"} 2");
        assertLine(text, "hearth_element_run_seconds_sum{environment=\"env\",task=\"env.work\"} 7200.002");
    }

    @Test
    void poolsShowWhereTheyStand() {
        String text = metrics.scrape();
        assertLine(text, "hearth_replicas{environment=\"env\",phase=\"ready\"} 2.0");
        assertLine(text, "hearth_replicas{environment=\"env\",phase=\"starting\"} 1.0");
        assertLine(text, "hearth_replicas{environment=\"env\",phase=\"stopping\"} 0.0");
        assertLine(text, "hearth_elements_queued{environment=\"env\"} 7.0");
        assertLine(text, "hearth_elements_running{environment=\"env\"} 3.0");
        assertLine(text, "hearth_link_refusals_total 4.0");
    }

    @Test
    void runsAreTimedByKindNameAndOutcome() {
        FakeRun first = new FakeRun("cancelled");
        FakeRun second = new FakeRun("succeeded");
        runs.began(first, "workflow", "chain");
        runs.began(second, "workflow", "chain");
        assertLine(metrics.scrape(), "hearth_runs_running 2.0");
        first.result.completeExceptionally(new IllegalStateException("enough"));
        second.result.complete(new byte[0]);
        String text = metrics.scrape();
        assertLine(text, "hearth_runs_running 0.0");
        assertLine(text, "hearth_run_seconds_count{kind=\"workflow\",name=\"chain\",state=\"cancelled\"} 1");
        assertLine(text, "hearth_run_seconds_count{kind=\"workflow\",name=\"chain\",state=\"succeeded\"} 1");
    }

    @Test
    void theJvmIsMeasuredToo() {
        String text = metrics.scrape();
        assertTrue(text.contains("jvm_memory_used_bytes{"), text);
        assertTrue(text.contains("process_cpu_usage"), text);
    }

    private static void assertLine(String text, String line) {
        assertTrue(text.lines().anyMatch(line::equals), () -> line + "\nis not in\n" + text);
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Settled settled(@Nullable FailureKind kind, int attempts, long queuedNanos, long runNanos) {
        return new Settled(
                kind == null ? new byte[0] : null,
                kind == null ? null : Failure.of(kind, "why"),
                "env-1",
                attempts,
                queuedNanos,
                runNanos,
                true,
                3,
                0);
    }

    private static final class FakeOperations implements Operations {
        private final PoolStatistics env = new PoolStatistics("env");

        void settled(String task, Settled settled) {
            env.settled(task, settled);
        }

        @Override
        public CompletionStage<PoolState> prewarm(String environment, OptionalInt replicas) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<PoolStatistics>> statistics() {
            List<ReplicaState> replicas = List.of(
                    new ReplicaState("env-1", ReplicaState.Phase.READY, 0, 0),
                    new ReplicaState("env-2", ReplicaState.Phase.READY, 0, 0),
                    new ReplicaState("env-3", ReplicaState.Phase.STARTING, 0, 0));
            return CompletableFuture.completedFuture(
                    List.of(env.copy(new PoolState(PoolState.Phase.WARM, 7, 3, 3, "", replicas))));
        }

        @Override
        public long linkRefusals() {
            return 4;
        }

        @Override
        public CompletionStage<List<ReplicaView>> replicas() {
            throw new UnsupportedOperationException();
        }
    }

    private record FakeRun(String state, CompletableFuture<byte[]> result) implements RunHandle {
        FakeRun(String state) {
            this(state, new CompletableFuture<>());
        }

        @Override
        public String id() {
            return "run";
        }

        @Override
        public void cancel(String reason) {}

        @Override
        public RunRecord record() {
            return new RunRecord(
                    "run",
                    "workflow",
                    "chain",
                    "code",
                    state,
                    Instant.EPOCH,
                    Optional.of(Instant.EPOCH),
                    Optional.empty(),
                    new MapProgress(0, 0, 0, 0, 0),
                    List.of());
        }
    }
}
