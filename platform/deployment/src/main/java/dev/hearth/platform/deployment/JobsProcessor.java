package dev.hearth.platform.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import java.util.Map;

/** What the scheduler of jobs says by default. */
final class JobsProcessor {
    private static final String PACKAGE = "com.github.kagkarlsson.scheduler";

    /** Its second warning asks for a time zone in columns that have one. */
    @BuildStep
    void quiet(BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        Map.of(PACKAGE, "WARN", PACKAGE + ".jdbc.AutodetectJdbcCustomization.utc_warning", "ERROR")
                .forEach((category, level) -> defaults.produce(new RunTimeConfigurationDefaultBuildItem(
                        "quarkus.log.category.\"" + category + "\".level", level)));
    }
}
