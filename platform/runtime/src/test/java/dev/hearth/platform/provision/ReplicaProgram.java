package dev.hearth.platform.provision;

import dev.hearth.functions.secret.SecretPipe;
import dev.hearth.functions.secret.Secrets;
import dev.hearth.platform.address.LinkAddress;
import dev.hearth.platform.archive.ArchiveState;
import dev.hearth.platform.secret.SecretSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** What tests start as a process in place of a replica, or of a whole platform. */
public final class ReplicaProgram {
    private ReplicaProgram() {}

    /** Prints this many lines and exits with this code, or what else the first word says. */
    public static void main(String[] args) throws IOException, InterruptedException {
        switch (args[0]) {
            case "exit" -> {
                for (int i = 1; i <= Integer.parseInt(args[2]); i++) {
                    System.out.println("line " + i);
                }
                System.err.println("to the other stream");
                System.exit(Integer.parseInt(args[1]));
            }
            case "variables" ->
                System.out.println(System.getenv("HEARTH_REPLICA") + " " + System.getenv("HEARTH_TOKEN") + " "
                        + System.getenv("OWN"));
            case "wait" -> {
                System.out.println("waits");
                // Until the platform dies: it holds this stream open and never writes to it.
                int end = System.in.read();
                System.out.println("read " + end);
                Runtime.getRuntime().halt(4);
            }
            case "platform" -> {
                ReplicaProcess replica = ReplicaProcess.start(
                        new ProcessBuilder(command("wait")),
                        "child",
                        new ReplicaLog((environment, text) -> {}).source("env", "child"),
                        Secrets.NONE,
                        reason -> {});
                System.out.println(replica.pid());
                new CompletableFuture<Void>().join();
            }
            case "serve" -> {
                try (ServerSocket server =
                        new ServerSocket(Integer.parseInt(args[1]), 5, InetAddress.getLoopbackAddress())) {
                    while (true) {
                        server.accept().close();
                    }
                }
            }
            case "platform-with-sidecar" -> {
                String script = "sleep 300 & echo $! > " + args[1] + "/child; echo $$ > " + args[1] + "/sidecar; wait";
                ReplicaProcess.start(
                        new ProcessBuilder(SideCommand.of("model", List.of("/bin/sh", "-c", script), Map.of())),
                        "child",
                        new ReplicaLog((environment, text) -> {}).source("env", "child"),
                        Secrets.NONE,
                        reason -> {});
                new CompletableFuture<Void>().join();
            }
            case "secrets" ->
                System.out.println(System.getenv(SecretPipe.VARIABLE) + " "
                        + SecretPipe.read(System.in).values() + " " + System.getenv("HEARTH_SECRET_KEY"));
            default -> throw new IllegalArgumentException(Arrays.toString(args));
        }
    }

    static List<String> command(String... args) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ReplicaProgram.class.getName()));
        command.addAll(List.of(args));
        return command;
    }

    static ProcessProvisioner provisioner(int concurrentStarts, String... args) {
        return new ProcessProvisioner(
                environment -> command(args),
                new SecretSource(Optional.empty(), Map.of()),
                new ArchiveWatch(),
                environment -> ArchiveState.none("not asked"),
                CompletableFuture.completedFuture(
                        new LinkAddress(URI.create("ws://127.0.0.1:1/hearth/link"), Optional.empty())),
                OptionalInt.empty(),
                concurrentStarts,
                Duration.ofMinutes(1));
    }
}
