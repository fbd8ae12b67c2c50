package dev.hearth.knative.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.knative.serving.v1.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorFlagsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "smallest",
                "pool",
                "long-ttl",
                "image",
                "resources",
                "accelerator",
                "variables",
                "secrets",
                "service-account",
                "sidecar"
            })
    void whatKnativeTakesByDefaultNeedsNoFlag(String golden) throws IOException {
        assertEquals(Map.of(), OperatorFlags.neededBy(service(golden)));
    }

    @Test
    void whatNeedsAFlagNamesIt() throws IOException {
        assertEquals(
                Map.of("initContainers", "kubernetes.podspec-init-containers: enabled in config-features"),
                OperatorFlags.neededBy(service("init-container")));
        assertEquals(
                Map.of(
                        "affinity", "kubernetes.podspec-affinity: enabled in config-features",
                        "tolerations", "kubernetes.podspec-tolerations: enabled in config-features"),
                OperatorFlags.neededBy(service("interruptible")));
        assertEquals(
                Map.of(
                        "nodeSelector", "kubernetes.podspec-nodeselector: enabled in config-features",
                        "tolerations", "kubernetes.podspec-tolerations: enabled in config-features"),
                OperatorFlags.neededBy(service("pod-template")));
    }

    @Test
    void aRefusalIsExplainedByTheFlagsThatItIsAbout() throws IOException {
        assertEquals(
                Optional.of(
                        "Ask the operator to set kubernetes.podspec-nodeselector: enabled in config-features of namespace"
                                + " knative-serving"),
                OperatorFlags.remedy(
                        service("pod-template"),
                        "admission webhook \"validation.webhook.serving.knative.dev\" denied the request: validation failed:"
                                + " must not set the field(s): spec.template.spec.nodeSelector"));
        assertEquals(
                Optional.of("Ask the operator to set kubernetes.podspec-init-containers: enabled in config-features of"
                        + " namespace knative-serving"),
                OperatorFlags.remedy(
                        service("init-container"),
                        "validation failed: pod spec support for init-containers is off, but found 1 init containers"));
    }

    @Test
    void anotherRefusalIsNotExplained() throws IOException {
        assertEquals(
                Optional.empty(), OperatorFlags.remedy(service("pod-template"), "exceeded quota: compute-resources"));
    }

    private static Service service(String golden) throws IOException {
        Given given = Given.read(Path.of("src/test/resources/golden/" + golden + ".properties"));
        return KnativeServices.of(given.environment(), Given.DEPLOYMENT);
    }
}
