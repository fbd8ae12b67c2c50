package dev.hearth.platform.trace;

import dev.hearth.functions.link.TraceParent;
import dev.hearth.platform.run.ElementRecord;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.StepRecord;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run's span begins with the run, for its tasks are told its name. Those of its steps and elements are made of the run's record when it
 * has ended, so that tracing costs an element nothing. Safe for use by several threads.
 */
final class RunSpans {
    /** Steps of a run that have a span. */
    static final int STEPS = 100;

    /** Elements of a step that have a span: its first, and those with several attempts. */
    static final int ELEMENTS = 10;

    /** Elements of a run that have a span. */
    static final int ALL_ELEMENTS = 200;

    /** Characters of a reason. */
    private static final int REASON = 1000;

    private final Tracer tracer;

    RunSpans(TracerProvider provider) {
        tracer = provider.get("dev.hearth");
    }

    /** Begins a run's span. Returns its own traceparent. */
    String begin(RunHandle run, String kind, String name, String origin, Optional<TraceParent> parent) {
        Span span = tracer.spanBuilder(kind + " " + name)
                .setParent(parent.map(RunSpans::context).orElseGet(Context::root))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("hearth.run", run.id())
                .setAttribute("hearth.origin", origin)
                .startSpan();
        if (span.isRecording()) {
            run.result().whenComplete((result, failure) -> ended(span, run.record()));
        }
        SpanContext own = span.getSpanContext();
        return new TraceParent(
                        own.getTraceId(), own.getSpanId(), own.getTraceFlags().asHex())
                .text();
    }

    private static Context context(TraceParent parent) {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        parent.traceId(),
                        parent.spanId(),
                        TraceFlags.fromHex(parent.flags(), 0),
                        TraceState.getDefault())));
    }

    private void ended(Span span, RunRecord record) {
        Context parent = Context.root().with(span);
        List<StepRecord> steps = record.steps();
        int elements = 0;
        for (StepRecord step : steps.subList(0, Math.min(STEPS, steps.size()))) {
            elements += step(parent, record, step, ALL_ELEMENTS - elements);
        }
        span.setAttribute("hearth.state", record.state())
                .setAttribute("hearth.elements", record.progress().submitted());
        fail(span, record.failure());
        span.end(record.ended().orElseGet(Instant::now));
    }

    /** Returns how many elements have got a span. */
    private int step(Context parent, RunRecord run, StepRecord step, int elementsLeft) {
        Instant ended = step.endedMillis() < 0 ? run.ended().orElseGet(Instant::now) : at(run, step.endedMillis());
        Span span = begin(parent, (step.map() ? "map " : "") + step.task(), at(run, step.startedMillis()))
                .setAttribute("hearth.step", step.path() + step.ordinal())
                .setAttribute("hearth.elements", step.progress().submitted())
                .setAttribute("hearth.failed", step.progress().failed())
                .setAttribute("hearth.retried", step.progress().retried())
                .setAttribute("hearth.cold", step.cold())
                .startSpan();
        Context inside = Context.root().with(span);
        List<ElementRecord> shown = step.timeline().stream()
                .filter(element -> element.index() < ELEMENTS || element.attempts() > 1)
                .limit(Math.min(ELEMENTS, elementsLeft))
                .toList();
        shown.forEach(element -> element(inside, run, step, element));
        if (step.progress().failed() > 0) {
            fail(
                    span,
                    step.timeline().stream()
                            .flatMap(element -> element.failure().stream())
                            .findFirst()
                            .or(() -> Optional.of(step.progress().failed() + " elements failed")));
        }
        span.end(ended);
        return shown.size();
    }

    /** From its submission to its outcome; the event is its last dispatch. */
    private void element(Context parent, RunRecord run, StepRecord step, ElementRecord element) {
        Instant submitted = at(run, element.startedMillis());
        Instant dispatched = submitted.plus(millis(element.queuedMillis()));
        Span span = begin(parent, step.task(), submitted)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("hearth.element", element.index())
                .setAttribute("hearth.replica", element.replica())
                .setAttribute("hearth.attempts", element.attempts())
                .setAttribute("hearth.cold", element.cold())
                .startSpan();
        if (element.attempts() > 0) {
            span.addEvent("dispatched", dispatched);
        }
        fail(span, element.failure());
        span.end(dispatched.plus(millis(element.runMillis())));
    }

    private SpanBuilder begin(Context parent, String name, Instant at) {
        return tracer.spanBuilder(name).setParent(parent).setStartTimestamp(at);
    }

    private static void fail(Span span, Optional<String> failure) {
        failure.ifPresent(why -> span.setStatus(StatusCode.ERROR, why.substring(0, Math.min(REASON, why.length()))));
    }

    private static Instant at(RunRecord run, double millis) {
        return run.started().plus(millis(millis));
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }
}
