package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.CatalogData.MethodData;
import dev.hearth.functions.catalog.CatalogData.TaskData;
import dev.hearth.functions.deployment.DeclarationsBuildItem.EnvironmentClass;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;

/** Reads and judges the numbers of a {@code @Task}. */
final class RetryRules {
    private static final int MAX_RETRIES = 1000;

    private final IndexView index;
    private final Faults faults;

    RetryRules(IndexView index, Faults faults) {
        this.index = index;
        this.faults = faults;
    }

    TaskData read(String place, AnnotationInstance task, String name, EnvironmentClass environment, MethodData method) {
        AnnotationInstance retry = task.valueWithDefault(index, "retry").asNested();
        int retries = retry.valueWithDefault(index, "retries").asInt();
        if (retries < 0 || retries > MAX_RETRIES) {
            faults.add(place, "retries is " + retries, "Give a number from 0 to " + MAX_RETRIES);
        }
        double factor = retry.valueWithDefault(index, "factor").asDouble();
        if (!(factor >= 1)) {
            faults.add(place, "factor is " + factor, "Give at least 1");
        }
        return new TaskData(
                name,
                environment.environment(),
                environment.type().name().toString(),
                method,
                retries,
                millis(place, retry, "delayMillis"),
                factor,
                millis(place, retry, "maxDelayMillis"),
                millis(place, task, "timeoutMillis"),
                millis(place, task, "queueTimeoutMillis"));
    }

    private long millis(String place, AnnotationInstance annotation, String attribute) {
        long value = annotation.valueWithDefault(index, attribute).asLong();
        if (value < 0) {
            faults.add(place, attribute + " is " + value, "Give 0 or more");
        }
        return value;
    }
}
