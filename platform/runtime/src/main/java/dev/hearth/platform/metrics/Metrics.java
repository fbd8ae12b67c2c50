package dev.hearth.platform.metrics;

import dev.hearth.platform.dispatch.Operations;
import dev.hearth.platform.event.EventIntake;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The platform's meters. Made when somebody scrapes for the first time. Safe for use by several threads. */
@Singleton
public final class Metrics {
    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics garbage = new JvmGcMetrics();

    @Inject
    Metrics(Instance<Operations> operations, RunMetrics runs, Instance<EventIntake> events) {
        this(operations::get, runs, events::get);
    }

    Metrics(Supplier<Operations> operations, RunMetrics runs, Supplier<EventIntake> events) {
        PrometheusRegistry prometheus = new PrometheusRegistry();
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, prometheus, Clock.SYSTEM);
        prometheus.register(new HearthCollector(operations, runs, events));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        garbage.bindTo(registry);
    }

    /** All meters in Prometheus's text format. Waits for the pools' loops, a few milliseconds at most as a rule. */
    public String scrape() {
        return registry.scrape();
    }

    void close(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) {
        garbage.close();
        registry.close();
    }
}
