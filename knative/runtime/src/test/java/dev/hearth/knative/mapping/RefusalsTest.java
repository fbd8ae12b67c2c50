package dev.hearth.knative.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.PlacementSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Knative refuses whatever its operator allows is refused before anything is sent. */
class RefusalsTest {
    @ParameterizedTest
    @ValueSource(strings = {"PORT", "K_SERVICE", "K_CONFIGURATION", "K_REVISION"})
    void variablesThatKnativeSetsAreRefused(String variable) {
        assertEquals(
                "Environment 'tides' on Knative: it sets variable '" + variable
                        + "', which Knative sets itself. Rename it; reserved are K_CONFIGURATION, K_REVISION, K_SERVICE, PORT.",
                refusal(Given.of(Map.of("environment." + variable, "x"))));
    }

    @ParameterizedTest
    @CsvSource({
        "image, Registry/Name:1:2, is no reference to an image, registry.example.com",
        "service-account, Model_Reader, is no name of a service account, lower-case letters"
    })
    void badValuesAreRefused(String attribute, String value, String why, String remedy) {
        String message = refusal(Given.of(Map.of(attribute, value)));
        for (String part : List.of("'tides'", "'" + value + "'", why, remedy)) {
            assertTrue(message.contains(part), message);
        }
    }

    @ParameterizedTest
    @CsvSource({"queue-proxy", "replica"})
    void containersNeedNamesOfTheirOwn(String name) {
        String message = refusal(Given.of(Map.of(
                "init-container.1.name", name,
                "init-container.1.command", "serve",
                "init-container.1.sidecar", "true")));
        assertTrue(message.contains("another container '" + name + "'"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "spec: {terminationGracePeriodSeconds: 5} | 'spec.terminationGracePeriodSeconds' | Known fields: affinity",
                "spec: {nodeSelectr: {disk: ssd}} | 'spec.nodeSelectr' | nodeSelector",
                "kind: Pod | 'kind' | Known fields: metadata, spec",
                "metadata: {name: x} | 'metadata.name' | annotations, labels",
                "metadata: {labels: {app.kubernetes.io/name: x}} | 'app.kubernetes.io/name' | domains are Hearth's or Knative's",
                "metadata: {annotations: {autoscaling.knative.dev/min-scale: '0'}} | min-scale | domains are Hearth's or Knative's",
                "spec: {containers: [{name: replica, image: other}]} | 'spec.containers[replica].image' | env, envFrom",
                "spec: {containers: [{name: a, image: a, ports: [{containerPort: 9000}]}]} | one port in a pod | Remove it",
                "spec: {containers: [{name: a, image: a, lifecycle: {stopSignal: SIGINT}}]} | 'lifecycle' | Remove it",
                "spec: {containers: [{name: a}]} | 'null' of container 'a' | Write it as",
                "spec: {volumes: [{name: v, emptyDir: {}}]} | no container mounts the volume 'v' | Mount it",
                "spec: {containers: [{name: replica, volumeMounts: [{name: v, mountPath: /v}]}]} | no such volume | spec.volumes",
                "spec: {volumes: [{name: v, configMap: {name: v}}], containers: [{name: replica, volumeMounts: [{name: v, mountPath: /v}]}]} | for writing | readOnly: true",
                "spec: {volumes: [{name: v, emptyDir: {}}], containers: [{name: replica, volumeMounts: [{name: v, mountPath: /dev}]}]} | nothing can be mounted | another folder",
                "spec: {volumes: [{name: v, emptyDir: {}}], containers: [{name: replica, volumeMounts: [{name: v, mountPath: /tmp}]}]} | two volumes are mounted at '/tmp' | another folder",
                "spec: {automountServiceAccountToken: true, serviceAccountName: x} | takes only false | Remove it",
                "spec: {containers: 5} | can't be read | PodTemplateSpec",
                "just text | is no object | PodTemplateSpec",
                "spec: [ | can't be read | PodTemplateSpec"
            })
    void whatAPodTemplateMustNotSayIsRefused(String template, String why, String remedy) {
        String message = refusal(withTemplate(template, Optional.empty()));
        assertTrue(message.startsWith("Environment 'tides' on Knative: "), message);
        assertTrue(message.contains(why), message);
        assertTrue(message.contains(remedy), message);
    }

    @Test
    void twoServiceAccountsAreRefused() {
        String message = refusal(withTemplate("spec: {serviceAccountName: one}", Optional.of("two")));
        assertTrue(message.contains("is 'two', but that of its pod template 'one'"), message);
    }

    @Test
    void allFaultsAreToldAtOnce() {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("environment.PORT", "1");
        attributes.put("service-account", "NO");
        String message = refusal(Given.of(attributes));
        assertTrue(message.contains("'PORT'") && message.contains("'NO'"), message);
    }

    @Test
    void aTimeoutThatLeavesNoTimeToEndIsRefused() {
        Deployment given = Given.DEPLOYMENT;
        Deployment hasty = new Deployment(
                given.application(),
                given.build(),
                given.image(),
                given.platform(),
                30,
                given.secret(),
                given.runAsUser(),
                given.managedBy(),
                given.namespace());
        var e = assertThrows(
                HearthException.class,
                () -> KnativeServices.of(Given.of(Map.of()).environment(), hasty));
        assertTrue(String.valueOf(e.getMessage()).contains("hearth.knative.timeout-seconds"), e::getMessage);
    }

    private static Given withTemplate(String template, Optional<String> account) {
        ContainerSpec plain = ContainerSpec.DEFAULT;
        return new Given(new EnvironmentSpec(
                "tides",
                "app.Tides",
                false,
                Map.of(),
                1,
                EnvironmentSpec.ALL,
                EnvironmentSpec.DEFAULT_SCALEDOWN_SECONDS,
                90,
                1,
                new ContainerSpec(
                        plain.image(),
                        plain.requests(),
                        plain.limits(),
                        plain.secrets(),
                        plain.initContainers(),
                        new PlacementSpec(Optional.empty(), account, false, Optional.of(template)))));
    }

    private static String refusal(Given given) {
        return String.valueOf(
                assertThrows(HearthException.class, () -> KnativeServices.of(given.environment(), Given.DEPLOYMENT))
                        .getMessage());
    }
}
