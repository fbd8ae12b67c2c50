package dev.hearth.platform.provision;

import dev.hearth.HearthException;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the provisioner that {@code hearth.provisioner} names. Safe for use by several threads. */
@Singleton
public final class Provisioners {
    private final Iterable<Provisioner> known;
    private final String chosen;

    @Inject
    Provisioners(
            @Any Instance<Provisioner> known,
            @ConfigProperty(name = "hearth.provisioner") Optional<String> configured) {
        this(known, configured, LaunchMode.current());
    }

    Provisioners(Iterable<Provisioner> known, Optional<String> configured, LaunchMode mode) {
        this.known = known;
        this.chosen = configured.orElse(byDefault(mode));
    }

    /** The provisioner by which replicas are started: a process each, but in dev mode and in tests, which have no jar to start, embedded. */
    private static String byDefault(LaunchMode mode) {
        return mode == LaunchMode.NORMAL ? ProcessProvisioner.NAME : EmbeddedProvisioner.NAME;
    }

    /**
     * The provisioner to use.
     *
     * @throws HearthException if {@code hearth.provisioner} names none
     */
    public Provisioner chosen() {
        List<String> names = new ArrayList<>();
        for (Provisioner provisioner : known) {
            if (provisioner.name().equals(chosen)) {
                return provisioner;
            }
            names.add(provisioner.name());
        }
        names.sort(null);
        throw new HearthException("Configuration 'hearth.provisioner': there is no provisioner '" + chosen
                + "'. Known provisioners are: " + String.join(", ", names) + ".");
    }
}
