package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.ActorEnvironment.Variable;
import dev.hearth.Task;

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
    @Task
    public String title(String name) {
        return "Report: " + name;
    }
}
// end::class
