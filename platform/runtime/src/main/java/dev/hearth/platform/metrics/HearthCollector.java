package dev.hearth.platform.metrics;

import dev.hearth.platform.dispatch.Durations;
import dev.hearth.platform.dispatch.Operations;
import dev.hearth.platform.dispatch.PoolStatistics;
import dev.hearth.platform.dispatch.TaskStatistics;
import dev.hearth.platform.event.EventIntake;
import dev.hearth.platform.pool.PoolState.ReplicaState;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Reads what pools and runs have counted. Not Micrometer's meters: those would be touched for each element, and there is none for a histogram
 * that somebody else has counted.
 */
final class HearthCollector implements MultiCollector {
    private static final long WAIT_SECONDS = 10;

    private final Supplier<Operations> operations;
    private final RunMetrics runs;
    private final Supplier<EventIntake> events;

    HearthCollector(Supplier<Operations> operations, RunMetrics runs, Supplier<EventIntake> events) {
        this.operations = operations;
        this.runs = runs;
        this.events = events;
    }

    @Override
    public MetricSnapshots collect() {
        List<PoolStatistics> pools = statistics();
        return MetricSnapshots.of(
                GaugeSnapshot.builder()
                        .name("hearth_runs_running")
                        .help("Runs under way")
                        .dataPoint(GaugeDataPointSnapshot.builder()
                                .value((double) runs.running())
                                .build())
                        .build(),
                runs(),
                events("hearth_events_accepted", "Events that started a run or came again", EventIntake::acceptedCount),
                events(
                        "hearth_events_duplicate",
                        "Starts left out because the event had come",
                        EventIntake::duplicateCount),
                events("hearth_events_refused", "Events that were not taken", EventIntake::refusedCount),
                CounterSnapshot.builder()
                        .name("hearth_link_refusals")
                        .help("Connections that asked to join as replicas and were refused")
                        .dataPoint(count(Labels.EMPTY, operations.get().linkRefusals()))
                        .build(),
                replicas(pools),
                gauge(pools, "hearth_elements_queued", "Elements that wait", PoolStatistics::queued),
                gauge(pools, "hearth_elements_running", "Elements at replicas", PoolStatistics::running),
                counter(pools, "hearth_replica_starts", "Replicas that were asked for", PoolStatistics::startedTotal),
                counter(
                        pools,
                        "hearth_replica_start_failures",
                        "Replicas that ended before they had joined, unasked",
                        PoolStatistics::startsFailed),
                counter(
                        pools,
                        "hearth_replica_losses",
                        "Replicas that had joined and ended unasked, or had to be ended",
                        PoolStatistics::replicasLost),
                starts(pools),
                elements(pools),
                taskCounter(pools, "hearth_element_attempts", "Attempts of elements", TaskStatistics::attempts),
                taskCounter(
                        pools,
                        "hearth_elements_cold",
                        "Elements that waited for a replica to start",
                        TaskStatistics::cold),
                taskCounter(
                        pools,
                        "hearth_cache_hits",
                        "Calls of actor caches that found what they asked for",
                        TaskStatistics::cacheHits),
                taskCounter(
                        pools,
                        "hearth_cache_misses",
                        "Calls of actor caches that had to load",
                        TaskStatistics::cacheMisses),
                taskHistogram(
                        pools,
                        "hearth_element_wait_seconds",
                        "From an element's submission to its last dispatch",
                        TaskStatistics::waited),
                taskHistogram(
                        pools,
                        "hearth_element_run_seconds",
                        "Running time of elements' last attempts",
                        TaskStatistics::ran));
    }

    private HistogramSnapshot runs() {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder()
                .name("hearth_run_seconds")
                .help("Runs that have ended, by how long they took");
        runs.ended()
                .forEach((run, durations) -> histogram.dataPoint(
                        point(Labels.of("kind", run.kind(), "name", run.name(), "state", run.state()), durations)));
        return histogram.build();
    }

    private List<PoolStatistics> statistics() {
        try {
            return operations.get().statistics().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Metrics: interrupted while the pools were asked.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Metrics: the pools did not answer within " + WAIT_SECONDS + " s.", e);
        }
    }

    private static Labels labels(PoolStatistics pool) {
        return Labels.of("environment", pool.environment());
    }

    private static Labels labels(PoolStatistics pool, String task) {
        return Labels.of("environment", pool.environment(), "task", task);
    }

    private static GaugeSnapshot replicas(List<PoolStatistics> pools) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name("hearth_replicas").help("Replicas, by phase");
        for (PoolStatistics pool : pools) {
            for (ReplicaState.Phase phase : ReplicaState.Phase.values()) {
                gauge.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels(pool).add("phase", phase.name().toLowerCase(Locale.ROOT)))
                        .value((double) pool.replicas(phase))
                        .build());
            }
        }
        return gauge.build();
    }

    private static GaugeSnapshot gauge(
            List<PoolStatistics> pools, String name, String help, ToLongFunction<PoolStatistics> value) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        pools.forEach(pool -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(labels(pool))
                .value((double) value.applyAsLong(pool))
                .build()));
        return gauge.build();
    }

    private CounterSnapshot events(String name, String help, ToLongFunction<EventIntake> count) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(count(Labels.EMPTY, count.applyAsLong(events.get())))
                .build();
    }

    private static CounterDataPointSnapshot count(Labels labels, long value) {
        return CounterDataPointSnapshot.builder()
                .labels(labels)
                .value((double) value)
                .build();
    }

    private static CounterSnapshot counter(
            List<PoolStatistics> pools, String name, String help, ToLongFunction<PoolStatistics> value) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        pools.forEach(pool -> counter.dataPoint(count(labels(pool), value.applyAsLong(pool))));
        return counter.build();
    }

    private static CounterSnapshot taskCounter(
            List<PoolStatistics> pools, String name, String help, ToLongFunction<TaskStatistics> value) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        pools.forEach(pool -> pool.tasks()
                .forEach((task, statistics) ->
                        counter.dataPoint(count(labels(pool, task), value.applyAsLong(statistics)))));
        return counter.build();
    }

    /** Kinds of failure that never happened stay out. */
    private static CounterSnapshot elements(List<PoolStatistics> pools) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("hearth_elements").help("Elements that have an outcome, by outcome");
        for (PoolStatistics pool : pools) {
            for (Map.Entry<String, TaskStatistics> task : pool.tasks().entrySet()) {
                Labels labels = labels(pool, task.getKey());
                counter.dataPoint(count(
                        labels.add("outcome", "succeeded"), task.getValue().succeeded()));
                task.getValue().failed().forEach((kind, failed) -> {
                    if (failed > 0) {
                        counter.dataPoint(
                                count(labels.add("outcome", kind.name().toLowerCase(Locale.ROOT)), failed));
                    }
                });
            }
        }
        return counter.build();
    }

    private static HistogramSnapshot starts(List<PoolStatistics> pools) {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder()
                .name("hearth_replica_start_seconds")
                .help("From the start of a replica's process to its joining");
        pools.forEach(pool -> histogram.dataPoint(point(labels(pool), pool.starts())));
        return histogram.build();
    }

    private interface TaskDurations {
        Durations of(TaskStatistics task);
    }

    private static HistogramSnapshot taskHistogram(
            List<PoolStatistics> pools, String name, String help, TaskDurations durations) {
        HistogramSnapshot.Builder histogram =
                HistogramSnapshot.builder().name(name).help(help);
        pools.forEach(pool -> pool.tasks()
                .forEach((task, statistics) ->
                        histogram.dataPoint(point(labels(pool, task), durations.of(statistics)))));
        return histogram.build();
    }

    private static HistogramDataPointSnapshot point(Labels labels, Durations durations) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long[] counts = durations.counts();
        for (int i = 0; i < counts.length; i++) {
            double bound =
                    i < Durations.BOUNDS.size() ? Durations.BOUNDS.get(i).toNanos() / 1e9 : Double.POSITIVE_INFINITY;
            buckets.bucket(bound, counts[i]);
        }
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(buckets.build())
                .sum(durations.sumSeconds())
                .build();
    }
}
