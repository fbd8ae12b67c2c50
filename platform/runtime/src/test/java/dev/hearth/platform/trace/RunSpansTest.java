package dev.hearth.platform.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.link.TraceParent;
import dev.hearth.platform.run.ElementRecord;
import dev.hearth.platform.run.MapProgress;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.StepRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunSpansTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Instant BEGAN = Instant.parse("2026-01-31T09:30:00Z");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private SdkTracerProvider provider = Tracing.provider("shop", 1, exporter);

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aRunInsideATraceIsItsCallersChildAndTellsItsTasksItsOwnSpan() {
        EndingRun run = new EndingRun(record("succeeded", List.of()));
        TraceParent told = begin(run, "00-" + TRACE + "-00f067aa0ba902b7-01");
        run.end();
        SpanData span = spans().get(0);
        assertEquals(TRACE, span.getTraceId());
        assertEquals("00f067aa0ba902b7", span.getParentSpanId());
        assertEquals(new TraceParent(TRACE, span.getSpanId(), "01"), told);
        assertEquals("workflow chain", span.getName());
        assertEquals("run-1", span.getAttributes().get(AttributeKey.stringKey("hearth.run")));
        assertEquals("succeeded", span.getAttributes().get(AttributeKey.stringKey("hearth.state")));
        assertEquals("shop", span.getResource().getAttribute(AttributeKey.stringKey("service.name")));
        assertEquals(StatusCode.UNSET, span.getStatus().getStatusCode());
    }

    @Test
    void aRunWithoutATraceBeginsOne() {
        EndingRun run = new EndingRun(record("failed", List.of()));
        TraceParent told = begin(run, "nonsense");
        run.end();
        SpanData span = spans().get(0);
        assertFalse(span.getParentSpanContext().isValid());
        assertEquals(told.traceId(), span.getTraceId());
        assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
        assertEquals("it broke", span.getStatus().getDescription());
    }

    @Test
    void stepsAreChildrenOfTheRunAndElementsOfTheirStepAtTheirTimes() {
        EndingRun run = new EndingRun(record("succeeded", List.of(step(0, false, 1, element(0, 2, Optional.empty())))));
        begin(run, "");
        run.end();
        List<SpanData> spans = spans();
        assertEquals(List.of("env.work", "env.work", "workflow chain"), names(spans));
        SpanData element = spans.get(0);
        SpanData step = spans.get(1);
        assertEquals(spans.get(2).getSpanId(), step.getParentSpanId());
        assertEquals(step.getSpanId(), element.getParentSpanId());
        assertEquals(nanos(10), step.getStartEpochNanos());
        assertEquals(nanos(60), step.getEndEpochNanos());
        assertEquals(nanos(11), element.getStartEpochNanos());
        assertEquals(nanos(31), element.getEvents().get(0).getEpochNanos());
        assertEquals(nanos(36), element.getEndEpochNanos());
        assertEquals("env-1", element.getAttributes().get(AttributeKey.stringKey("hearth.replica")));
        assertEquals(2L, element.getAttributes().get(AttributeKey.longKey("hearth.attempts")));
    }

    @Test
    void aMapHasSpansOfItsFirstElementsAndOfThoseThatWereRetried() {
        ElementRecord[] elements = IntStream.range(0, 100)
                .mapToObj(i -> element(i, i == 50 ? 3 : 1, Optional.empty()))
                .toArray(ElementRecord[]::new);
        EndingRun few = new EndingRun(
                record("succeeded", List.of(step(0, true, 100, elements[0], elements[1], elements[49], elements[50]))));
        begin(few, "");
        few.end();
        assertEquals(List.of(0L, 1L, 50L), indexes(spans()));
        assertTrue(names(spans()).contains("map env.work"));
        exporter.reset();
        EndingRun many = new EndingRun(record("succeeded", List.of(step(0, true, 100, elements))));
        begin(many, "");
        many.end();
        assertEquals(LongStream.range(0, RunSpans.ELEMENTS).boxed().toList(), indexes(spans()));
    }

    @Test
    void aRunOfManyStepsHasABoundedNumberOfSpans() {
        ElementRecord[] elements = IntStream.range(0, 20)
                .mapToObj(i -> element(i, 1, Optional.empty()))
                .toArray(ElementRecord[]::new);
        EndingRun run = new EndingRun(record(
                "succeeded",
                IntStream.range(0, 1000)
                        .mapToObj(i -> step(i, true, 20, elements))
                        .toList()));
        begin(run, "");
        run.end();
        assertEquals(1 + RunSpans.STEPS + RunSpans.ALL_ELEMENTS, spans().size());
    }

    @Test
    void aStepWhoseElementFailedHasItsReason() {
        EndingRun run = new EndingRun(record(
                "failed", List.of(step(0, false, 1, element(0, 1, Optional.of("ERROR: it broke"))))));
        begin(run, "");
        run.end();
        for (SpanData span : spans().subList(0, 2)) {
            assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
            assertEquals("ERROR: it broke", span.getStatus().getDescription());
        }
    }

    @Test
    void whatIsNotSampledHasNoSpanAndItsTasksAreToldSo() {
        provider = Tracing.provider("shop", 0, exporter);
        EndingRun run = new EndingRun(record("succeeded", List.of()));
        assertEquals("00", begin(run, "").flags());
        run.end();
        assertEquals(List.of(), spans());
        EndingRun sampled = new EndingRun(record("succeeded", List.of()));
        assertEquals(
                "01", begin(sampled, "00-" + TRACE + "-00f067aa0ba902b7-01").flags());
        sampled.end();
        assertEquals(1, spans().size());
    }

    private TraceParent begin(EndingRun run, String parent) {
        return TraceParent.parse(
                        new RunSpans(provider).begin(run, "workflow", "chain", "http", TraceParent.parse(parent)))
                .orElseThrow();
    }

    private List<SpanData> spans() {
        provider.forceFlush().join(10, TimeUnit.SECONDS);
        return exporter.getFinishedSpanItems();
    }

    private static List<String> names(List<SpanData> spans) {
        return spans.stream().map(SpanData::getName).toList();
    }

    private static List<Long> indexes(List<SpanData> spans) {
        return spans.stream()
                .flatMap(span ->
                        Optional.ofNullable(span.getAttributes().get(AttributeKey.longKey("hearth.element"))).stream())
                .toList();
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(BEGAN.toEpochMilli() + millis);
    }

    private static RunRecord record(String state, List<StepRecord> steps) {
        return new RunRecord(
                "run-1",
                "workflow",
                "chain",
                "http",
                state,
                BEGAN,
                Optional.of(BEGAN.plusMillis(100)),
                state.equals("failed") ? Optional.of("it broke") : Optional.empty(),
                new MapProgress(1, 1, 0, 0, 0),
                steps);
    }

    private static StepRecord step(int ordinal, boolean map, long elements, ElementRecord... timeline) {
        long failed =
                List.of(timeline).stream().filter(e -> e.failure().isPresent()).count();
        return new StepRecord(
                "/",
                ordinal,
                "env.work",
                "",
                map,
                new MapProgress(elements, elements - failed, failed, 0, 0),
                0,
                0,
                0,
                10,
                60,
                Map.of(),
                List.of(timeline));
    }

    private static ElementRecord element(long index, int attempts, Optional<String> failure) {
        return new ElementRecord(index, "env-1", attempts, false, 20, 5, 0, 0, 11, failure);
    }
}
