package dev.hearth.functions.catalog;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.ContainerOverrides.Found;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The deployment's overrides of environments: {@code hearth.environments."<name>".<attribute>}. */
final class Overrides {
    static final int MAX_CONCURRENCY = 1000;

    private static final String PREFIX = "hearth.environments.";
    private static final String PROCESS_PREFIX = "HEARTH_ENVIRONMENTS_";
    private static final String VARIABLE = "environment.";
    /** What describes a pool, and so is nothing for regular tasks. */
    private static final List<String> POOL =
            List.of("replica-count", "min-replicas", "scaledown-seconds", "ttl-seconds", "concurrency");

    private static final Set<String> ATTRIBUTES = Stream.concat(POOL.stream(), ContainerOverrides.ATTRIBUTES.stream())
            .collect(Collectors.toCollection(TreeSet::new));

    private final Config config;
    private final Set<String> properties = new TreeSet<>();

    Overrides(Config config) {
        this.config = config;
        for (String property : config.getPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                properties.add(property);
            }
        }
        for (ConfigSource source : config.getConfigSources()) {
            if (source instanceof EnvConfigSource) {
                // Variables of the process are also listed in a guessed, dotted form, which says nothing.
                properties.removeAll(source.getPropertyNames());
                source.getPropertyNames().stream()
                        .filter(Overrides::isProcessVariable)
                        .forEach(properties::add);
            }
        }
    }

    /** The same rules and messages for what is changed while the platform runs. */
    static Overrides of(EnvironmentSpec environment, Map<String, String> attributes) {
        Map<String, String> properties = new TreeMap<>();
        attributes.forEach((name, value) ->
                properties.put(spellings(environment.name(), name).get(0), value));
        return new Overrides(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "changes", ConfigSource.DEFAULT_ORDINAL))
                .build());
    }

    List<EnvironmentSpec> apply(List<EnvironmentSpec> declared) {
        refuseUnknown(declared);
        // To ask for each attribute of each environment took a twentieth of a replica's start, and few are overridden.
        return declared.stream()
                .map(each -> overridden(each.name()) ? apply(each) : each)
                .toList();
    }

    private boolean overridden(String environment) {
        return properties.stream()
                .anyMatch(property -> attribute(environment, property).isPresent());
    }

    private EnvironmentSpec apply(EnvironmentSpec declared) {
        if (declared.regular()) {
            refuseForRegularTasks(declared);
        }
        int replicas = number(declared, "replica-count", 1, Integer.MAX_VALUE).orElse(declared.replicaCount());
        return new EnvironmentSpec(
                declared.name(),
                declared.declaredBy(),
                declared.regular(),
                variables(declared),
                replicas,
                minReplicas(declared, replicas),
                number(declared, "scaledown-seconds", 1, Integer.MAX_VALUE).orElse(declared.scaledownSeconds()),
                number(declared, "ttl-seconds", 1, Integer.MAX_VALUE).orElse(declared.ttlSeconds()),
                number(declared, "concurrency", 1, MAX_CONCURRENCY).orElse(declared.concurrency()),
                new ContainerOverrides(attribute -> configured(declared.name(), attribute))
                        .apply(declared.container()));
    }

    /** They have no pool that these could describe. */
    private void refuseForRegularTasks(EnvironmentSpec declared) {
        for (String attribute : POOL) {
            for (String property : spellings(declared.name(), attribute)) {
                if (config.getOptionalValue(property, String.class).isPresent()) {
                    throw new HearthException("Property '" + property + "': environment '" + declared.name()
                            + "' holds regular tasks, each call of which has a fresh replica of its own, so it has no "
                            + attribute + ". Remove the property, or put @ActorEnvironment on class '"
                            + declared.declaredBy() + "'.");
                }
            }
        }
    }

    private int minReplicas(EnvironmentSpec declared, int replicas) {
        int least = number(declared, "min-replicas", 0, Integer.MAX_VALUE).orElse(declared.minReplicas());
        if (least > replicas) {
            Found found = configured(declared.name(), "min-replicas")
                    .or(() -> configured(declared.name(), "replica-count"))
                    .orElseThrow(
                            () -> new IllegalStateException("The build refuses min-replicas above replica-count."));
            throw new HearthException("Property '" + found.property() + "': its value is '" + found.value()
                    + "', but environment '" + declared.name() + "' has then from " + least + " to " + replicas
                    + " replicas. Give min-replicas from 0 to replica-count.");
        }
        return least;
    }

    private Optional<Integer> number(EnvironmentSpec environment, String attribute, int min, int max) {
        return configured(environment.name(), attribute).map(found -> parse(found.property(), found.value(), min, max));
    }

    private Optional<Found> configured(String environment, String attribute) {
        return spellings(environment, attribute).stream()
                .flatMap(property -> config.getOptionalValue(property, String.class).stream()
                        .map(value -> new Found(property, value.strip())))
                .findFirst();
    }

    private static int parse(String property, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through: the same message as for a number out of range.
        }
        throw new HearthException(
                "Property '" + property + "': its value is '" + value + "', but must be a whole number "
                        + (max == Integer.MAX_VALUE ? "of at least " + min + "." : "from " + min + " to " + max + "."));
    }

    private Map<String, String> variables(EnvironmentSpec declared) {
        Map<String, String> result = new TreeMap<>(declared.environment());
        for (String property : properties) {
            attribute(declared.name(), property)
                    .flatMap(Overrides::variable)
                    .ifPresent(variable -> result.put(variable, ""));
        }
        result.replaceAll((variable, value) -> spellings(declared.name(), VARIABLE + variable).stream()
                .flatMap(property -> config.getOptionalValue(property, String.class).stream())
                .findFirst()
                .orElse(value));
        return Map.copyOf(result);
    }

    /** The name of the variable that an attribute is about. */
    private static Optional<String> variable(String attribute) {
        boolean one = attribute.startsWith(VARIABLE)
                || attribute.regionMatches(true, 0, "ENVIRONMENT_", 0, VARIABLE.length());
        return one ? Optional.of(attribute.substring(VARIABLE.length())) : Optional.empty();
    }

    /** What a property that overrides the environment says after its name. */
    private static Optional<String> attribute(String environment, String property) {
        boolean process = isProcessVariable(property);
        List<String> starts = process ? List.of(processVariable(environment)) : spellings(environment, "");
        return starts.stream()
                .filter(start -> property.regionMatches(process, 0, start, 0, start.length()))
                .map(start -> property.substring(start.length()))
                .findFirst();
    }

    /** With the name in quotes, as documented, and without, as people write it. */
    private static List<String> spellings(String environment, String attribute) {
        return List.of(PREFIX + '"' + environment + "\"." + attribute, PREFIX + environment + "." + attribute);
    }

    private static String processVariable(String environment) {
        return PROCESS_PREFIX + "_" + environment.toUpperCase(Locale.ROOT).replace('-', '_') + "__";
    }

    /** The configuration finds variables of the process in small letters as well. */
    private static boolean isProcessVariable(String property) {
        return property.regionMatches(true, 0, PROCESS_PREFIX, 0, PROCESS_PREFIX.length());
    }

    /** A misspelt override would else be without effect and without a word. */
    private void refuseUnknown(List<EnvironmentSpec> declared) {
        for (String property : properties) {
            String attribute = declared.stream()
                    .flatMap(environment -> attribute(environment.name(), property).stream())
                    .findFirst()
                    .orElseThrow(() -> unknownEnvironment(property, declared));
            refuseUnknownAttribute(property, isProcessVariable(property) ? fromVariable(attribute) : attribute);
        }
    }

    /** The attribute that a variable of the process spells, in which every other character than letters and digits has become {@code _}. */
    private static String fromVariable(String spelt) {
        String lower = spelt.toLowerCase(Locale.ROOT);
        return ATTRIBUTES.stream()
                .filter(attribute -> attribute.replaceAll("[.-]", "_").equals(lower))
                .findFirst()
                .orElse(lower.replace('_', '-'));
    }

    private static HearthException unknownEnvironment(String property, List<EnvironmentSpec> declared) {
        return new HearthException(
                "Property '" + property + "': it overrides an environment that the application does not have. "
                        + Similar.describe(
                                "Environment",
                                property.substring(PREFIX.length()),
                                declared.stream().map(EnvironmentSpec::name).toList()));
    }

    private static void refuseUnknownAttribute(String property, String attribute) {
        boolean variable = attribute.startsWith(VARIABLE) || attribute.startsWith("environment-");
        if (!variable && !ATTRIBUTES.contains(attribute)) {
            throw new HearthException("Property '" + property + "': an environment has no attribute '" + attribute
                    + "'. Known attributes: " + String.join(", ", ATTRIBUTES) + ", environment.<VARIABLE>.");
        }
    }
}
