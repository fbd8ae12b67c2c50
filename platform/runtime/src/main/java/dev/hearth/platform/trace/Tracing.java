package dev.hearth.platform.trace;

import dev.hearth.functions.link.TraceParent;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRequest;
import dev.hearth.platform.run.RunTraces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Traces runs if there is an endpoint for traces; else passes on what came in. Safe for use by several threads. */
@Singleton
@Unremovable
class Tracing implements RunTraces {
    private static final Logger log = Logger.getLogger(Tracing.class);
    private static final long FLUSH_SECONDS = 2;

    private final Optional<String> endpoint;
    private final double sampleRatio;
    private final String service;
    private @Nullable SdkTracerProvider provider;

    @SuppressWarnings("NullableOptional") // Null: not tried yet; empty: it cannot be had.
    private volatile @Nullable Optional<RunSpans> spans;

    @Inject
    Tracing(
            TracingConfig config,
            @ConfigProperty(name = "otel.exporter.otlp.endpoint") Optional<String> standard,
            @ConfigProperty(name = "otel.service.name") Optional<String> service,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "hearth") String application) {
        this.endpoint = config.endpoint().or(() -> standard);
        this.sampleRatio = config.sampleRatio();
        this.service = service.orElse(application);
    }

    @Override
    public String begin(RunHandle run, String kind, String name, RunRequest request) {
        Optional<TraceParent> parent = request.traceparent().flatMap(TraceParent::parse);
        if (endpoint.isEmpty()) {
            return parent.map(TraceParent::text).orElse("");
        }
        return spans(endpoint.get())
                .map(open -> open.begin(run, kind, name, request.origin(), parent))
                .orElseGet(() -> parent.map(TraceParent::text).orElse(""));
    }

    /** Empty if the settings are wrong, of which the log tells once: no run shall fail for that. */
    private Optional<RunSpans> spans(String url) {
        Optional<RunSpans> open = spans;
        return open == null ? open(url) : open;
    }

    private synchronized Optional<RunSpans> open(String url) {
        Optional<RunSpans> open = spans;
        if (open == null) {
            open = made(url);
            spans = open;
        }
        return open;
    }

    private Optional<RunSpans> made(String url) {
        try {
            SpanExporter exporter = OtlpHttpSpanExporter.builder()
                    .setEndpoint(url.replaceAll("/+$", "") + "/v1/traces")
                    .build();
            SdkTracerProvider made = provider(service, sampleRatio, exporter);
            provider = made;
            return Optional.of(new RunSpans(made));
        } catch (IllegalArgumentException e) {
            log.errorf(
                    "Tracing: runs are not traced, for endpoint '%s' or sample ratio %s is wrong: %s. Set hearth.tracing.endpoint"
                            + " to a URL such as http://localhost:4318 and hearth.tracing.sample-ratio to a number from 0 to 1.",
                    url, sampleRatio, e.getMessage());
            return Optional.empty();
        }
    }

    static SdkTracerProvider provider(String service, double sampleRatio, SpanExporter exporter) {
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sampleRatio)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
    }

    /** Sends what is left. */
    synchronized void close(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) {
        if (provider != null) {
            provider.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
        }
    }
}
