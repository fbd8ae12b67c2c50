package dev.hearth.functions.catalog;

import dev.hearth.HearthException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** The deployment's overrides of one environment's container. */
final class ContainerOverrides {
    static final Set<String> ATTRIBUTES = Set.of(
            "image",
            "requests.cpu",
            "requests.memory",
            "limits.cpu",
            "limits.memory",
            "secret-requests",
            "accelerator",
            "service-account",
            "interruptible",
            "pod-template");

    /**
     * What the configuration says of an attribute.
     *
     * @param property the property as it was found
     */
    record Found(String property, String value) {}

    private final Function<String, Optional<Found>> configured;

    /** @param configured finds what the configuration says of an attribute */
    ContainerOverrides(Function<String, Optional<Found>> configured) {
        this.configured = configured;
    }

    ContainerSpec apply(ContainerSpec declared) {
        ResourceSpec requests = resources("requests", declared.requests());
        ResourceSpec limits = resources("limits", declared.limits());
        refuseTooSmall(limits);
        for (String resource : requests.above(limits)) {
            refuseAbove(resource, requests.amount(resource), limits.amount(resource));
        }
        return new ContainerSpec(
                configured.apply("image").map(Found::value).or(declared::image),
                requests,
                limits,
                configured
                        .apply("secret-requests")
                        .map(ContainerOverrides::keys)
                        .orElse(declared.secrets()),
                declared.initContainers(),
                placement(declared.placement()));
    }

    private PlacementSpec placement(PlacementSpec declared) {
        return new PlacementSpec(
                parsed("accelerator", AcceleratorSpec::of, AcceleratorSpec.EXAMPLES)
                        .or(declared::accelerator),
                configured.apply("service-account").map(Found::value).or(declared::serviceAccount),
                parsed("interruptible", ContainerOverrides::yesOrNo, "Write true or false")
                        .orElse(declared.interruptible()),
                parsed("pod-template", PodTemplateResource::read, PodTemplateResource.REMEDY)
                        .or(declared::podTemplate));
    }

    private static boolean yesOrNo(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("is neither");
        }
        return text.equals("true");
    }

    private ResourceSpec resources(String attribute, ResourceSpec declared) {
        return new ResourceSpec(
                quantity(attribute + ".cpu", Quantity::cpu, Quantity.CPU_EXAMPLES)
                        .or(declared::cpu),
                quantity(attribute + ".memory", Quantity::memory, Quantity.MEMORY_EXAMPLES)
                        .or(declared::memory));
    }

    private Optional<String> quantity(String attribute, Consumer<String> check, String examples) {
        return parsed(
                attribute,
                text -> {
                    check.accept(text);
                    return text;
                },
                examples);
    }

    /** @param parse throws {@link IllegalArgumentException} with the reason, without saying of what */
    private <T> Optional<T> parsed(String attribute, Function<String, T> parse, String remedy) {
        return configured.apply(attribute).map(found -> {
            try {
                return parse.apply(found.value());
            } catch (IllegalArgumentException e) {
                throw refused(found, String.valueOf(e.getMessage()), remedy);
            }
        });
    }

    private void refuseTooSmall(ResourceSpec limits) {
        if (limits.tooLittleMemory()) {
            // One that is declared was judged by the build.
            configured.apply("limits.memory").ifPresent(found -> {
                throw refused(
                        found, "is too little for a replica's JVM", "Give at least " + ResourceSpec.LEAST_MEMORY_LIMIT);
            });
        }
    }

    private void refuseAbove(String resource, String request, String limit) {
        Optional<Found> asked = configured.apply("requests." + resource);
        if (asked.isPresent()) {
            throw refused(asked.get(), "is above the limit of " + limit, "Lower it, or raise limits." + resource);
        }
        configured.apply("limits." + resource).ifPresent(found -> {
            throw refused(found, "is below the request of " + request, "Raise it, or lower requests." + resource);
        });
    }

    private static List<String> keys(Found found) {
        Set<String> keys = new LinkedHashSet<>();
        for (String key :
                Arrays.stream(found.value().split(",")).map(String::strip).toList()) {
            if (!ContainerSpec.isSecretKey(key)) {
                throw new HearthException("Property '" + found.property() + "': '" + key + "' is no key of a secret. "
                        + ContainerSpec.KEY_RULE + ", and commas between keys.");
            }
            if (!keys.add(key)) {
                throw new HearthException("Property '" + found.property() + "': secret '" + key
                        + "' is requested twice. Keep one of the two.");
            }
        }
        return List.copyOf(keys);
    }

    private static HearthException refused(Found found, String why, String remedy) {
        return new HearthException(
                "Property '" + found.property() + "': its value '" + found.value() + "' " + why + ". " + remedy + ".");
    }
}
