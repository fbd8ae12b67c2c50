package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.ResourceSpec;
import dev.hearth.platform.address.LinkAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplicaVariablesTest {
    @Test
    void aReplicaGetsTheEnvironmentsVariablesAndItsOwnIdentityWhateverWasThere() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "PATH", "/bin", "HEARTH_TOKEN", "the platform's own", "QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE", "3"));
        EnvironmentSpec environment = EnvironmentSpec.actors(
                "my-actor", "Some.class", Map.of("MODEL", "large", "HEARTH_REPLICA", "forged"), 1, 90, 1);
        ReplicaVariables.set(
                variables,
                environment,
                "v1",
                "my-actor-7",
                "secret",
                Map.of("MODEL_PORT", "4711"),
                new LinkAddress(URI.create("wss://127.0.0.1:1/hearth/link"), Optional.of(Path.of("/tmp/shown.pem"))));
        assertEquals(
                Map.ofEntries(
                        Map.entry("PATH", "/bin"),
                        Map.entry("MODEL", "large"),
                        Map.entry("HEARTH_ROLE", "replica"),
                        Map.entry("HEARTH_ENVIRONMENT", "my-actor"),
                        Map.entry("HEARTH_ENVIRONMENT_VERSION", "v1"),
                        Map.entry("HEARTH_REPLICA", "my-actor-7"),
                        Map.entry("HEARTH_PLATFORM", "wss://127.0.0.1:1/hearth/link"),
                        Map.entry("HEARTH_PLATFORM_CERTIFICATES", "/tmp/shown.pem"),
                        Map.entry("HEARTH_TOKEN", "secret"),
                        Map.entry("QUARKUS_VERTX_CACHING", "false"),
                        Map.entry("QUARKUS_VERTX_CLASSPATH_RESOLVING", "false"),
                        Map.entry("HEARTH_CONCURRENCY", "1"),
                        Map.entry("HEARTH_VARIABLES", "HEARTH_REPLICA,MODEL,MODEL_PORT"),
                        Map.entry("MODEL_PORT", "4711"),
                        Map.entry("QUARKUS_HTTP_HOST_ENABLED", "false"),
                        Map.entry("QUARKUS_BANNER_ENABLED", "false"),
                        Map.entry("QUARKUS_LOG_CONSOLE_FORMAT", "%-5p [%c{3.}] (%t) %s%e%n"),
                        Map.entry("QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE", "3")),
                variables);
    }

    @Test
    void whatThePlatformKnowsOfSecretsIsNotInherited() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "PATH",
                "/bin",
                "HEARTH_SECRET_KEY",
                "open sesame",
                "HEARTH_SECRETS_DIRECTORY",
                "/secrets",
                "HEARTH_TOKEN",
                "hearth_operator",
                "HEARTH_AUTH_OIDC_ISSUER",
                "https://issuer",
                "HEARTH_JOURNAL_PASSWORD",
                "open sesame",
                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD",
                "open sesame"));
        EnvironmentSpec environment = new EnvironmentSpec(
                "vault",
                "Some.class",
                false,
                Map.of(),
                1,
                EnvironmentSpec.ALL,
                EnvironmentSpec.DEFAULT_SCALEDOWN_SECONDS,
                90,
                1,
                ContainerSpec.of(Optional.empty(), ResourceSpec.NONE, ResourceSpec.NONE, List.of("KEY"), List.of()));
        Map<String, String> beside = new HashMap<>(variables);
        ReplicaVariables.beside(beside, environment, "vault-1", Map.of("HEARTH_JAVA", "java"), Map.of("PORT", "1"));
        assertEquals(Map.of("PATH", "/bin", "HEARTH_JAVA", "java", "HEARTH_REPLICA", "vault-1", "PORT", "1"), beside);
        ReplicaVariables.set(
                variables,
                environment,
                "v1",
                "vault-1",
                "t",
                Map.of("PORT", "1"),
                new LinkAddress(URI.create("ws://127.0.0.1:1/"), Optional.empty()));
        assertEquals("yes", variables.get("HEARTH_SECRETS_FOLLOW"));
        assertEquals("1", variables.get("PORT"));
        assertEquals("t", variables.get("HEARTH_TOKEN"));
        assertFalse(variables.containsValue("open sesame") || variables.containsKey("HEARTH_AUTH_OIDC_ISSUER"));
        assertFalse(variables.containsKey("HEARTH_SECRET_KEY") || variables.containsKey("HEARTH_SECRETS_DIRECTORY"));
    }
}
