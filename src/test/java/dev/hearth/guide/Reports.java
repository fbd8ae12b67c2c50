package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.ActorEnvironment.Variable;
import dev.hearth.Resources;
import dev.hearth.Task;
import dev.hearth.TaskContext;
import jakarta.inject.Inject;

// tag::class
@ActorEnvironment(
        name = "reports",
        replicaCount = 4,
        ttlSeconds = 300,
        environment = @Variable(name = "REPORT_STYLE", value = "plain"),
        requests = @Resources(cpu = "500m"),
        limits = @Resources(cpu = "2", memory = "384Mi"))
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
