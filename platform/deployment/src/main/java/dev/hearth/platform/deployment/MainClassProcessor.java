package dev.hearth.platform.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.AdditionalIndexedClassesBuildItem;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.logging.Logger;

/** Makes the command line the main class of an application that has none of its own. */
final class MainClassProcessor {
    private static final Logger LOG = Logger.getLogger(MainClassProcessor.class);
    private static final DotName QUARKUS_MAIN = DotName.createSimple(QuarkusMain.class);

    /** Quarkus takes two main classes without a name for an error, so ours must not exist where the application has its own. */
    @BuildStep
    void mainClass(
            ApplicationArchivesBuildItem archives,
            BuildProducer<AdditionalIndexedClassesBuildItem> indexed,
            BuildProducer<GeneratedClassBuildItem> classes) {
        boolean own = archives.getAllApplicationArchives().stream()
                .flatMap(archive -> archive.getIndex().getAnnotations(QUARKUS_MAIN).stream())
                .anyMatch(MainClassProcessor::isDefault);
        if (own) {
            LOG.info(
                    "The application has a main class of its own. Hearth's command line and its replica processes are there only"
                            + " if that class calls dev.hearth.platform.cli.HearthMain.main(args).");
            return;
        }
        String name = CommandLineMain.class.getName();
        indexed.produce(new AdditionalIndexedClassesBuildItem(name));
        classes.produce(new GeneratedClassBuildItem(false, name, bytesOf(CommandLineMain.class)));
    }

    private static byte[] bytesOf(Class<?> type) {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return Objects.requireNonNull(in, type::getName).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line finds the platform that serves the application by its name, before anything is started. */
    @BuildStep
    GeneratedResourceBuildItem applicationName(ApplicationInfoBuildItem application) {
        Properties properties = new Properties();
        properties.setProperty("name", application.getName());
        properties.setProperty("version", application.getVersion());
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The first line is a time, which would make two builds of the same sources differ.
        String lines = text.toString().replaceAll("(?m)^#.*\\R", "");
        return new GeneratedResourceBuildItem(
                "META-INF/hearth/application.properties", lines.getBytes(StandardCharsets.UTF_8));
    }

    /** A request for a workflow says nothing until its run ends: Quarkus's half hour would cancel the run. */
    @BuildStep
    RunTimeConfigurationDefaultBuildItem patience() {
        return new RunTimeConfigurationDefaultBuildItem("quarkus.http.idle-timeout", "7D");
    }

    private static boolean isDefault(AnnotationInstance main) {
        return main.value("name") == null || main.value("name").asString().isEmpty();
    }
}
