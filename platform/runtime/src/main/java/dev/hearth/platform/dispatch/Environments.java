package dev.hearth.platform.dispatch;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The environments as they are now: as the catalog has them, but for what was changed while the platform runs. Changes are not kept beyond
 * the platform's end. Safe for use by several threads.
 */
@Singleton
public final class Environments {
    private final Function<String, EnvironmentSpec> declared;
    private final Map<String, EnvironmentSpec> changed = new ConcurrentHashMap<>();

    @Inject
    Environments(Catalog catalog) {
        this(catalog::environment);
    }

    Environments(Function<String, EnvironmentSpec> declared) {
        this.declared = declared;
    }

    /**
     * An environment.
     *
     * @throws dev.hearth.functions.catalog.UnknownNameException if the application has none of this name
     */
    public EnvironmentSpec current(String name) {
        EnvironmentSpec spec = changed.get(name);
        return spec != null ? spec : declared.apply(name);
    }

    /** The same environments, as they are now. */
    public Collection<EnvironmentSpec> current(Collection<EnvironmentSpec> environments) {
        return environments.stream()
                .map(environment -> current(environment.name()))
                .toList();
    }

    /** Changes attributes. What was changed before stays changed. */
    synchronized EnvironmentSpec change(String name, Map<String, String> attributes) {
        EnvironmentSpec spec = Catalog.change(current(name), attributes);
        changed.put(name, spec);
        return spec;
    }
}
