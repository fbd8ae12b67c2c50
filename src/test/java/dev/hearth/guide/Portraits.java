package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.Resources;
import dev.hearth.Task;

// tag::class
@ActorEnvironment(
        name = "portraits",
        replicaCount = 3,
        ttlSeconds = 600,
        limits = @Resources(cpu = "4", memory = "8Gi"),
        accelerator = "nvidia.com/gpu",
        podTemplate = "portraits-pod.yaml")
public class Portraits {
    @Task
    public String paint(String name) {
        return "Portrait of " + name;
    }
}
// end::class
