package dev.hearth.knative.provision;

import dev.hearth.functions.replica.ReplicaMain;
import dev.hearth.platform.provision.Provisioner;
import dev.hearth.platform.provision.Provisioners;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Begins with the platform, where Knative was chosen: pods that are there already want to join, and need its join keys. */
@Singleton
final class KnativeStart {
    private final Instance<Provisioners> provisioners;
    private final Optional<String> configured;

    @Inject
    KnativeStart(
            Instance<Provisioners> provisioners,
            @ConfigProperty(name = "hearth.provisioner") Optional<String> configured) {
        this.provisioners = provisioners;
        this.configured = configured;
    }

    void begin(@Observes StartupEvent event) {
        if (!ReplicaMain.isReplica()
                && configured.filter(KnativeProvisioner.NAME::equals).isPresent()) {
            Provisioner chosen = provisioners.get().chosen();
            if (chosen instanceof KnativeProvisioner knative) {
                knative.begin();
            }
        }
    }
}
