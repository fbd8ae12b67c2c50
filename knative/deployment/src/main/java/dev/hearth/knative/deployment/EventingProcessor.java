package dev.hearth.knative.deployment;

import dev.hearth.functions.deployment.CatalogBuildItem;
import dev.hearth.knative.eventing.EventManifests;
import dev.hearth.knative.eventing.EventManifests.Events;
import dev.hearth.knative.eventing.EventingConfig;
import dev.hearth.knative.mapping.ResourceNames;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.kubernetes.spi.KubernetesEnvBuildItem;
import java.util.List;

/** Has the manifests of an application bring its events to it. */
final class EventingProcessor {
    @BuildStep(onlyIf = IsProduction.class)
    void manifests(
            CatalogBuildItem catalog,
            EventingConfig config,
            BuildProducer<ManifestBuildItem> manifests,
            BuildProducer<KubernetesEnvBuildItem> variables) {
        Events events = Events.of(ResourceNames.application(catalog.data().applicationName()), catalog.data());
        manifests.produce(new ManifestBuildItem(
                "events",
                List.of("Their Broker is not part of this: '" + config.broker() + "', in the same namespace."),
                EventManifests.of(events, config)));
        if (events.reachThePlatform()) {
            variables.produce(KubernetesEnvBuildItem.createSimpleVar(
                    "HEARTH_EVENTS_PORT", Integer.toString(EventManifests.PORT), PlatformDeploymentProcessor.TARGET));
        }
    }
}
