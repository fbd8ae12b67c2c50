package dev.hearth.platform.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.AdditionalIndexedClassesBuildItem;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.logging.Logger;

/** Makes the command line the main class of an application that has none of its own. */
final class MainClassProcessor {
    private static final Logger LOG = Logger.getLogger(MainClassProcessor.class);
    private static final DotName QUARKUS_MAIN = DotName.createSimple(QuarkusMain.class);
    private static final String HEARTH_MAIN = "dev.hearth.platform.cli.HearthMain";

    /** Quarkus takes two main classes without a name for an error, so ours is left out of its jar's index and added only here. */
    @BuildStep
    void mainClass(ApplicationArchivesBuildItem archives, BuildProducer<AdditionalIndexedClassesBuildItem> indexed) {
        boolean own = archives.getAllApplicationArchives().stream()
                .flatMap(archive -> archive.getIndex().getAnnotations(QUARKUS_MAIN).stream())
                .anyMatch(main -> isDefault(main)
                        && !main.target().asClass().name().toString().equals(HEARTH_MAIN));
        if (own) {
            LOG.info(
                    "The application has a main class of its own: Hearth's command line is there only if that class calls "
                            + HEARTH_MAIN + ".main(args), and replica processes need that call.");
        } else {
            indexed.produce(new AdditionalIndexedClassesBuildItem(HEARTH_MAIN));
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
