package dev.hearth.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.architecture.SourceTree;
import dev.hearth.knative.mapping.MappingConfig;
import dev.hearth.knative.provision.PodsConfig;
import dev.hearth.platform.access.AccessConfig;
import dev.hearth.platform.access.OidcConfig;
import dev.hearth.platform.address.LinkConfig;
import dev.hearth.platform.dispatch.DispatchConfig;
import dev.hearth.platform.event.EventsConfig;
import dev.hearth.platform.http.HttpConfig;
import dev.hearth.platform.journal.JournalConfig;
import dev.hearth.platform.limits.LimitsConfig;
import dev.hearth.platform.provision.ProcessConfig;
import dev.hearth.platform.secret.SecretsConfig;
import dev.hearth.platform.trace.TracingConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on configuration has every setting, with its default. */
class ConfigurationPageTest {
    private static final Path PAGE = SourceTree.ofThisProject().root().resolve("docs/guide/configuration.md");

    @Test
    void everySettingStandsOnThePageWithItsDefault() throws IOException {
        assertEquals(List.of(), missing(Files.readAllLines(PAGE)));
    }

    @Test
    void aMissingSettingOrAnotherDefaultIsFound() {
        assertTrue(missing(List.of()).contains("hearth.dispatch.lease = 10s"));
        assertTrue(missing(List.of("| `hearth.dispatch.lease` | how long | `11s` |"))
                .contains("hearth.dispatch.lease = 10s"));
    }

    private static List<String> missing(List<String> page) {
        return Stream.of(
                        AccessConfig.class,
                        DispatchConfig.class,
                        EventsConfig.class,
                        HttpConfig.class,
                        JournalConfig.class,
                        LinkConfig.class,
                        PodsConfig.class,
                        LimitsConfig.class,
                        MappingConfig.class,
                        OidcConfig.class,
                        ProcessConfig.class,
                        SecretsConfig.class,
                        TracingConfig.class)
                .flatMap(config -> Arrays.stream(config.getDeclaredMethods()))
                .filter(setting -> page.stream()
                        .noneMatch(row -> row.startsWith("| `" + name(setting) + "` |")
                                && (value(setting).isEmpty() || row.endsWith("| `" + value(setting) + "` |"))))
                .map(setting -> name(setting) + " = " + value(setting))
                .sorted()
                .toList();
    }

    private static String name(Method setting) {
        String kebab = setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return setting.getDeclaringClass().getAnnotation(ConfigMapping.class).prefix() + "." + kebab;
    }

    private static String value(Method setting) {
        WithDefault value = setting.getAnnotation(WithDefault.class);
        return value == null ? "" : value.value();
    }
}
