package dev.hearth.functions.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverridesTest {
    private static final EnvironmentSpec DECLARED =
            EnvironmentSpec.actors("my-actor", "app.Evaluator", Map.of("GREETING", "hi"), 2, 30, 1);
    private static final EnvironmentSpec WITH_RESOURCES = new EnvironmentSpec(
            "my-actor",
            "app.Evaluator",
            false,
            Map.of(),
            2,
            EnvironmentSpec.ALL,
            EnvironmentSpec.DEFAULT_SCALEDOWN_SECONDS,
            30,
            1,
            ContainerSpec.of(
                    Optional.empty(),
                    new ResourceSpec(Optional.of("1"), Optional.of("1Gi")),
                    new ResourceSpec(Optional.of("1"), Optional.of("2Gi")),
                    List.of(),
                    List.of()));
    private static final EnvironmentSpec SHORT = EnvironmentSpec.actors("actor", "app.Other", Map.of(), 1, 90, 1);

    @Test
    void withoutOverridesAllIsAsDeclared() {
        assertEquals(List.of(DECLARED, SHORT), apply(Map.of(), Map.of()));
    }

    @Test
    void propertiesOverrideEachAttribute() {
        var overridden = apply(
                        Map.of(
                                "hearth.environments.\"my-actor\".replica-count", "5",
                                "hearth.environments.my-actor.ttl-seconds", " 7 ",
                                "hearth.environments.\"my-actor\".concurrency", "1000",
                                "hearth.environments.\"my-actor\".environment.GREETING", "hello",
                                "hearth.environments.my-actor.environment.lower.and.dots", "x"),
                        Map.of())
                .get(0);
        assertEquals(
                EnvironmentSpec.actors(
                        "my-actor", "app.Evaluator", Map.of("GREETING", "hello", "lower.and.dots", "x"), 5, 7, 1000),
                overridden);
    }

    @Test
    void aPoolBecomesElasticWithALeastNumberOfReplicasThatMayBeNone() {
        EnvironmentSpec overridden = apply(
                        Map.of(
                                "hearth.environments.\"my-actor\".replica-count", "8",
                                "hearth.environments.\"my-actor\".min-replicas", "0",
                                "hearth.environments.\"my-actor\".scaledown-seconds", "45"),
                        Map.of())
                .get(0);
        assertEquals(0, overridden.leastReplicas());
        assertEquals(45, overridden.scaledownSeconds());
        EnvironmentSpec fixed = apply(Map.of("hearth.environments.\"my-actor\".replica-count", "8"), Map.of())
                .get(0);
        assertEquals(8, fixed.leastReplicas());
    }

    @Test
    void aLeastNumberOfReplicasAboveTheirCountIsRefused() {
        String least = "hearth.environments.\"my-actor\".min-replicas";
        String count = "hearth.environments.\"my-actor\".replica-count";
        assertEquals(
                "Property '" + least
                        + "': its value is '9', but environment 'my-actor' has then from 9 to 8 replicas. Give min-replicas from 0 to replica-count.",
                assertThrows(HearthException.class, () -> apply(Map.of(least, "9", count, "8"), Map.of()))
                        .getMessage());
        assertThrows(HearthException.class, () -> apply(Map.of(least, "-1"), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"replica-count", "min-replicas", "scaledown-seconds", "ttl-seconds", "concurrency"})
    void whatDescribesAPoolIsRefusedForRegularTasks(String attribute) {
        String property = "hearth.environments.\"word-counts\"." + attribute;
        var e = assertThrows(HearthException.class, () -> applyToRegular(Map.of(property, "2"), Map.of()));
        assertEquals(
                "Property '" + property
                        + "': environment 'word-counts' holds regular tasks, each call of which has a fresh"
                        + " replica of its own, so it has no " + attribute
                        + ". Remove the property, or put @ActorEnvironment on class 'app.WordCounts'.",
                e.getMessage());
        assertThrows(
                HearthException.class,
                () -> applyToRegular(Map.of(), Map.of("HEARTH_ENVIRONMENTS__WORD_COUNTS__TTL_SECONDS", "2")));
    }

    @Test
    void variablesCanBeSetForRegularTasks() {
        var overridden = applyToRegular(Map.of("hearth.environments.word-counts.environment.MODE", "fast"), Map.of());
        assertEquals(Map.of("MODE", "fast"), overridden.environment());
    }

    @Test
    void propertiesOverrideWhatTheContainerIsAndHas() {
        ContainerSpec container = apply(
                        Map.of(
                                "hearth.environments.\"my-actor\".image", "registry/other:1",
                                "hearth.environments.\"my-actor\".requests.cpu", "250m",
                                "hearth.environments.my-actor.requests.memory", "200Mi",
                                "hearth.environments.\"my-actor\".limits.cpu", "2",
                                "hearth.environments.\"my-actor\".secret-requests", " api.key, DB_PASSWORD"),
                        Map.of("HEARTH_ENVIRONMENTS__MY_ACTOR__LIMITS_MEMORY", "1Gi"))
                .get(0)
                .container();
        assertEquals(
                ContainerSpec.of(
                        Optional.of("registry/other:1"),
                        new ResourceSpec(Optional.of("250m"), Optional.of("200Mi")),
                        new ResourceSpec(Optional.of("2"), Optional.of("1Gi")),
                        List.of("api.key", "DB_PASSWORD"),
                        List.of()),
                container);
    }

    @Test
    void propertiesOverrideWhatAClusterShallDo() {
        PlacementSpec placement = apply(
                        Map.of(
                                "hearth.environments.\"my-actor\".accelerator", "nvidia.com/gpu=2",
                                "hearth.environments.\"my-actor\".service-account", "model-reader",
                                "hearth.environments.my-actor.pod-template", "dev/hearth/functions/catalog/pod.yaml"),
                        Map.of("HEARTH_ENVIRONMENTS__MY_ACTOR__INTERRUPTIBLE", "true"))
                .get(0)
                .container()
                .placement();
        assertEquals(
                new PlacementSpec(
                        Optional.of(new AcceleratorSpec("nvidia.com/gpu", 2)),
                        Optional.of("model-reader"),
                        true,
                        Optional.of("spec: {nodeSelector: {disk: ssd}}\n")),
                placement);
        assertEquals(
                List.of("accelerator", "service-account", "interruptible", "pod-template"), placement.attributes());
    }

    @Test
    void variablesOfTheProcessOverrideTheContainerToo() {
        ContainerSpec container = apply(
                        Map.of(),
                        Map.of(
                                "HEARTH_ENVIRONMENTS__MY_ACTOR__REQUESTS_CPU", "1",
                                "HEARTH_ENVIRONMENTS__MY_ACTOR__SECRET_REQUESTS", "KEY",
                                "HEARTH_ENVIRONMENTS__MY_ACTOR__IMAGE", "other"))
                .get(0)
                .container();
        assertEquals(Optional.of("1"), container.requests().cpu());
        assertEquals(List.of("KEY"), container.secrets());
        assertEquals(Optional.of("other"), container.image());
    }

    @ParameterizedTest
    @CsvSource({
        "requests.cpu, lots, is no quantity, 500m",
        "requests.memory, 300m, m stands for thousandths, 300Mi",
        "limits.memory, 159Mi, is too little for a replica's JVM, at least 160Mi",
        "requests.memory, 3Gi, is above the limit of 2Gi, raise limits.memory",
        "limits.memory, 512Mi, is below the request of 1Gi, lower requests.memory",
        "accelerator, gpu, is no accelerator, nvidia.com/gpu=2",
        "accelerator, nvidia.com/gpu=0, is no accelerator, nvidia.com/gpu=2",
        "interruptible, yes, is neither, true or false",
        "pod-template, no-such-pod.yaml, is no resource of the application, src/main/resources",
        "secret-requests, 'a,,b', is no key of a secret, commas between keys",
        "secret-requests, 'a,b,a', requested twice, Keep one"
    })
    void aBadContainerNamesThePropertyTheReasonAndTheRemedy(String attribute, String value, String why, String remedy) {
        String property = "hearth.environments.\"my-actor\"." + attribute;
        refuses(WITH_RESOURCES, Map.of(property, value), Map.of(), "'" + property + "'", why, remedy);
    }

    @Test
    void aRequestAboveALimitIsFoundWhenBothAreOverridden() {
        refuses(
                Map.of(
                        "hearth.environments.my-actor.requests.cpu", "1001m",
                        "hearth.environments.my-actor.limits.cpu", "1"),
                Map.of(),
                "'hearth.environments.my-actor.requests.cpu'",
                "'1001m' is above the limit of 1");
    }

    @Test
    void variablesOfTheProcessOverrideToo() {
        var overridden = apply(
                Map.of("hearth.environments.\"my-actor\".replica-count", "5"),
                Map.of(
                        "HEARTH_ENVIRONMENTS__MY_ACTOR__REPLICA_COUNT", "6",
                        "HEARTH_ENVIRONMENTS__MY_ACTOR__ENVIRONMENT_GREETING", "hello",
                        "HEARTH_ENVIRONMENTS__ACTOR__TTL_SECONDS", "4",
                        "HEARTH_ENVIRONMENTS__ACTOR__ENVIRONMENT_MODE", "fast"));
        assertEquals(6, overridden.get(0).replicaCount());
        assertEquals(Map.of("GREETING", "hello"), overridden.get(0).environment());
        assertEquals(4, overridden.get(1).ttlSeconds());
        assertEquals(Map.of("MODE", "fast"), overridden.get(1).environment());
    }

    @ParameterizedTest
    @CsvSource({
        "replica-count, 0, a whole number of at least 1",
        "replica-count, many, a whole number of at least 1",
        "ttl-seconds, -1, a whole number of at least 1",
        "ttl-seconds, 1.5, a whole number of at least 1",
        "concurrency, 1001, a whole number from 1 to 1000"
    })
    void aBadValueNamesThePropertyAndWhatIsAllowed(String attribute, String value, String allowed) {
        String property = "hearth.environments.\"my-actor\"." + attribute;
        refuses(Map.of(property, value), Map.of(), "'" + property + "'", "'" + value + "'", allowed);
    }

    @Test
    void aMisspeltAttributeNamesTheKnownOnes() {
        refuses(
                Map.of("hearth.environments.my-actor.replicas", "3"),
                Map.of(),
                "'hearth.environments.my-actor.replicas'",
                "'replicas'",
                "replica-count");
        refuses(Map.of(), Map.of("HEARTH_ENVIRONMENTS__MY_ACTOR__REPLICAS", "3"), "REPLICAS'", "replica-count");
    }

    @Test
    void anUnknownEnvironmentNamesTheKnownOnesNearestFirst() {
        refuses(
                Map.of("hearth.environments.\"my-actr\".replica-count", "3"),
                Map.of(),
                "my-actr",
                "Known environments: my-actor, actor");
    }

    @Test
    void variablesOfTheProcessMayBeInSmallLetters() {
        var overridden = apply(
                        Map.of(),
                        Map.of(
                                "hearth_environments__my_actor__replica_count", "5",
                                "hearth_environments__my_actor__environment_Greeting", "hello"))
                .get(0);
        assertEquals(5, overridden.replicaCount());
        assertEquals("hello", overridden.environment().get("Greeting"));
        refuses(Map.of(), Map.of("hearth_environments__my_actor__replicas", "3"), "replicas'", "replica-count");
    }

    private static void refuses(Map<String, String> properties, Map<String, String> process, String... parts) {
        refuses(DECLARED, properties, process, parts);
    }

    private static void refuses(
            EnvironmentSpec declared, Map<String, String> properties, Map<String, String> process, String... parts) {
        var thrown = assertThrows(HearthException.class, () -> apply(declared, properties, process));
        for (String part : parts) {
            assertTrue(String.valueOf(thrown.getMessage()).contains(part), thrown::getMessage);
        }
    }

    private static List<EnvironmentSpec> apply(Map<String, String> properties, Map<String, String> process) {
        return apply(DECLARED, properties, process);
    }

    private static List<EnvironmentSpec> apply(
            EnvironmentSpec declared, Map<String, String> properties, Map<String, String> process) {
        return overrides(properties, process).apply(List.of(declared, SHORT));
    }

    private static EnvironmentSpec applyToRegular(Map<String, String> properties, Map<String, String> process) {
        return overrides(properties, process)
                .apply(List.of(EnvironmentSpec.regular("word-counts", "app.WordCounts")))
                .get(0);
    }

    private static Overrides overrides(Map<String, String> properties, Map<String, String> process) {
        return new Overrides(new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(properties, "properties", 250), new EnvConfigSource(process, 300))
                .build());
    }
}
