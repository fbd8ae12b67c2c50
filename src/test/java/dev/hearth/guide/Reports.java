package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.ActorEnvironment.Variable;
import dev.hearth.Task;
import dev.hearth.TaskContext;
import jakarta.inject.Inject;

// tag::class
@ActorEnvironment(
        name = "reports",
        replicaCount = 4,
        ttlSeconds = 300,
        environment = {
            @Variable(name = "REPORT_STYLE", value = "plain"),
            @Variable(name = "JAVA_TOOL_OPTIONS", value = "-Xmx256m")
        })
public class Reports {
    @Inject
    TaskContext context;

    @Task
    public String title(String name) {
        return "Report: " + name;
    }

    @Task
    public String style() {
        return context.variables().getOrDefault("REPORT_STYLE", "ornate");
    }
}
// end::class
