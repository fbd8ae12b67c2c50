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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverridesTest {
    private static final EnvironmentSpec DECLARED =
            EnvironmentSpec.actors("my-actor", "app.Evaluator", Map.of("GREETING", "hi"), 2, 30, 1);
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

    @ParameterizedTest
    @ValueSource(strings = {"replica-count", "ttl-seconds", "concurrency"})
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

    private static void refuses(Map<String, String> properties, Map<String, String> process, String... parts) {
        var thrown = assertThrows(HearthException.class, () -> apply(properties, process));
        for (String part : parts) {
            assertTrue(String.valueOf(thrown.getMessage()).contains(part), thrown::getMessage);
        }
    }

    private static List<EnvironmentSpec> apply(Map<String, String> properties, Map<String, String> process) {
        return overrides(properties, process).apply(List.of(DECLARED, SHORT));
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
