package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.AcceleratorSpec;
import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.InitContainerSpec;
import dev.hearth.functions.catalog.PlacementSpec;
import dev.hearth.functions.catalog.PodTemplateResource;
import dev.hearth.functions.catalog.Quantity;
import dev.hearth.functions.catalog.ResourceSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;

/** Reads what an environment says of its replicas' containers. What is faulty is left out of what it gives. */
final class ContainerScanner {
    private final IndexView index;
    private final Faults faults;

    ContainerScanner(IndexView index, Faults faults) {
        this.index = index;
        this.faults = faults;
    }

    /** @param variables the environment's own */
    ContainerSpec container(String place, AnnotationInstance environment, Map<String, String> variables) {
        ResourceSpec requests = resources(place, environment, "requests");
        ResourceSpec limits = resources(place, environment, "limits");
        if (limits.tooLittleMemory()) {
            faults.add(
                    place,
                    "limits.memory '" + limits.amount("memory") + "' is too little for a replica's JVM",
                    "Give at least " + ResourceSpec.LEAST_MEMORY_LIMIT);
        }
        for (String resource : requests.above(limits)) {
            faults.add(
                    place,
                    "requests." + resource + " '" + requests.amount(resource) + "' is above limits." + resource + " '"
                            + limits.amount(resource) + "'",
                    "Lower the request, or raise the limit");
        }
        return new ContainerSpec(
                text(environment, "image"),
                requests,
                limits,
                secrets(place, environment),
                initContainers(place, environment, variables),
                placement(place, environment));
    }

    private PlacementSpec placement(String place, AnnotationInstance environment) {
        return new PlacementSpec(
                parsed(place, environment, "accelerator", AcceleratorSpec::of, AcceleratorSpec.EXAMPLES),
                text(environment, "serviceAccount"),
                environment.valueWithDefault(index, "interruptible").asBoolean(),
                parsed(place, environment, "podTemplate", PodTemplateResource::read, PodTemplateResource.REMEDY));
    }

    /** @param parse throws {@link IllegalArgumentException} with the reason, without saying of what */
    private <T> Optional<T> parsed(
            String place, AnnotationInstance environment, String attribute, Function<String, T> parse, String remedy) {
        return text(environment, attribute).flatMap(given -> {
            try {
                return Optional.of(parse.apply(given));
            } catch (IllegalArgumentException e) {
                faults.add(place, attribute + " '" + given + "' " + e.getMessage(), remedy);
                return Optional.empty();
            }
        });
    }

    private ResourceSpec resources(String place, AnnotationInstance environment, String attribute) {
        AnnotationInstance resources =
                environment.valueWithDefault(index, attribute).asNested();
        return new ResourceSpec(
                quantity(place, attribute + ".cpu", text(resources, "cpu"), Quantity::cpu, Quantity.CPU_EXAMPLES),
                quantity(
                        place,
                        attribute + ".memory",
                        text(resources, "memory"),
                        Quantity::memory,
                        Quantity.MEMORY_EXAMPLES));
    }

    private Optional<String> quantity(
            String place, String attribute, Optional<String> text, Consumer<String> check, String examples) {
        return text.filter(given -> {
            try {
                check.accept(given);
                return true;
            } catch (IllegalArgumentException e) {
                faults.add(place, attribute + " '" + given + "' " + e.getMessage(), examples);
                return false;
            }
        });
    }

    private List<String> secrets(String place, AnnotationInstance environment) {
        Set<String> keys = new LinkedHashSet<>();
        for (String key : environment.valueWithDefault(index, "secretRequests").asStringArray()) {
            if (!ContainerSpec.isSecretKey(key)) {
                faults.add(place, "'" + key + "' is no key of a secret", ContainerSpec.KEY_RULE);
            } else if (!keys.add(key)) {
                faults.add(place, "secret '" + key + "' is requested twice", "Keep one of the two");
            }
        }
        return List.copyOf(keys);
    }

    private List<InitContainerSpec> initContainers(
            String place, AnnotationInstance environment, Map<String, String> variables) {
        List<InitContainerSpec> result = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        Set<String> taken = new LinkedHashSet<>(variables.keySet());
        for (AnnotationInstance annotation :
                environment.valueWithDefault(index, "initContainers").asNestedArray()) {
            InitContainerSpec container = initContainer(annotation);
            checkInit(place, container);
            if (!names.add(container.name())) {
                faults.add(place, "init container '" + container.name() + "' is declared twice", "Rename one");
            }
            container
                    .portVariable()
                    .filter(variable -> !taken.add(variable))
                    .ifPresent(variable -> faults.add(
                            place, "variable '" + variable + "' is set twice", "Give each port a variable of its own"));
            result.add(container);
        }
        return List.copyOf(result);
    }

    private InitContainerSpec initContainer(AnnotationInstance annotation) {
        return new InitContainerSpec(
                annotation.value("name").asString(),
                text(annotation, "image"),
                List.of(annotation.value("command").asStringArray()),
                annotation.valueWithDefault(index, "sidecar").asBoolean(),
                text(annotation, "portVariable"),
                annotation.valueWithDefault(index, "timeoutSeconds").asInt());
    }

    private void checkInit(String place, InitContainerSpec container) {
        String where = place + ", init container '" + container.name() + "'";
        if (!Names.ENVIRONMENT_NAME.matcher(container.name()).matches()) {
            faults.add(
                    where,
                    "its name is not an RFC 1123 label",
                    "Use at most 63 lower-case letters, digits and hyphens, neither first nor last a hyphen");
        }
        if (container.command().isEmpty() || container.command().get(0).isBlank()) {
            faults.add(where, "its command is empty", "Give the program and its arguments, word by word");
        }
        if (container.timeoutSeconds() < 1) {
            faults.add(where, "timeoutSeconds is " + container.timeoutSeconds(), "Give at least 1");
        }
        container.portVariable().ifPresent(variable -> {
            if (!Names.VARIABLE_NAME.matcher(variable).matches()) {
                faults.add(
                        where,
                        "'" + variable + "' is no name for a variable",
                        "Use letters, digits and underscores, not first a digit");
            }
            if (!container.sidecar()) {
                faults.add(
                        where,
                        "it has a portVariable, but ends before the replica starts",
                        "Remove portVariable, or set sidecar = true to keep it beside the replica");
            }
        });
    }

    private Optional<String> text(AnnotationInstance annotation, String attribute) {
        String text = annotation.valueWithDefault(index, attribute).asString();
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }
}
