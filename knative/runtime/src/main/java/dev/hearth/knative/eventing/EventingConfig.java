package dev.hearth.knative.eventing;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the application's events come from on Knative. Fixed when the manifests are written. */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "hearth.knative")
public interface EventingConfig {
    /** The Broker, in the application's namespace, whose events start workflows. */
    @WithDefault("default")
    String broker();

    /** The namespace of the pods that deliver the Broker's events: they alone reach the platform's port for events. */
    @WithDefault("knative-eventing")
    String brokerNamespace();

    /** What becomes of events that are not taken. */
    Delivery delivery();

    /** Events that a task gets at its environment's own Service, without the platform; by any name. */
    @WithName("trigger")
    Map<String, TaskTrigger> triggers();

    /** As Knative has it. What is not set is the Broker's own policy, unless something else is set here. */
    interface Delivery {
        /** How often an event is sent again. */
        OptionalInt retry();

        /** How the pauses between grow; with {@link #backoffDelay}. */
        Optional<BackoffPolicy> backoffPolicy();

        /** The first pause, in ISO 8601 or as {@code 2s}. */
        Optional<Duration> backoffDelay();

        /** How long one delivery may take, its answer included. */
        Optional<Duration> timeout();

        /** What takes events that were given up. */
        DeadLetterSink deadLetterSink();
    }

    /** How pauses grow. */
    enum BackoffPolicy {
        /** Each by the first one. */
        LINEAR,
        /** Each is twice as long as the one before. */
        EXPONENTIAL
    }

    /** An object of the application's namespace that has an address, or an address, or an address in relation to the object's. */
    interface DeadLetterSink {
        /** The object's name. */
        Optional<String> name();

        /** What the object is. */
        @WithDefault("Service")
        String kind();

        /** And of which API: {@code v1}, or {@code serving.knative.dev/v1} for a Knative Service. */
        @WithDefault("v1")
        String apiVersion();

        /** The address. */
        Optional<String> uri();
    }

    /** Which events a task gets. */
    interface TaskTrigger {
        /** The task's full name. */
        String task();

        /** The events' type. */
        String type();

        /** Attributes that they must have besides, exactly so. */
        Map<String, String> attributes();
    }
}
