package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.ActorEnvironment.Variable;
import dev.hearth.InitContainer;
import dev.hearth.Task;
import dev.hearth.TaskContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

// tag::class
@ActorEnvironment(
        name = "tides",
        environment = @Variable(name = "TIDES", value = "Brest 4.2"),
        initContainers = {
            @InitContainer(
                    name = "check",
                    command = {"test", "-n", "$(TIDES)"}),
            @InitContainer(
                    name = "server",
                    command = {"$(HEARTH_JAVA)", "-cp", "$(HEARTH_CLASS_PATH)", "dev.hearth.guide.TideServer"},
                    sidecar = true,
                    portVariable = "TIDES_PORT")
        })
public class Tides {
    @Inject
    TaskContext context;

    @Task
    public String today() throws IOException {
        int port = Integer.parseInt(context.variables().getOrDefault("TIDES_PORT", ""));
        try (Socket server = new Socket("127.0.0.1", port)) {
            return new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
// end::class
