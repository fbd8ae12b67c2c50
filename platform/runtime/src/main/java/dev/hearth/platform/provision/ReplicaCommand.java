package dev.hearth.platform.provision;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.platform.archive.ApplicationJar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The command line of a replica's process. */
final class ReplicaCommand {
    static final String COMMAND = "hearth.process.command";
    static final String JVM_OPTIONS = "hearth.process.jvm-options";

    /** System properties that are the platform's own and not the application's configuration. */
    private static final List<String> NOT_PASSED_ON = List.of(
            "-Dquarkus.http.",
            "-Dhearth.auth.",
            "-Dhearth.journal.",
            "-Dhearth.role=",
            "-Dhearth.provisioner=",
            "-Dhearth.secrets.",
            "-Dhearth.archive");

    private ReplicaCommand() {}

    /**
     * @param inputArguments the JVM arguments of the platform: its system properties are configuration that a replica of the
     *     same application must see too
     * @param container of the replica's environment
     * @param start the words after the options, which start the application of this jar
     */
    static List<String> of(
            ProcessConfig config,
            String javaHome,
            String classPath,
            List<String> inputArguments,
            ContainerSpec container,
            Function<Path, List<String>> start) {
        if (config.command().isPresent()) {
            List<String> words = CommandWords.of(COMMAND, config.command().get());
            if (words.isEmpty()) {
                throw new HearthException("Configuration '" + COMMAND + "': it has no words.");
            }
            return words;
        }
        Path jar = ApplicationJar.find(classPath);
        List<String> command = java(javaHome, inputArguments);
        command.addAll(ResourceFlags.of(container));
        command.addAll(CommandWords.of(JVM_OPTIONS, config.jvmOptions()));
        command.addAll(start.apply(jar));
        return command;
    }

    /** The java program and its options, as the replicas of every environment have them. */
    static List<String> jvm(ProcessConfig config, String javaHome, List<String> inputArguments) {
        List<String> command = java(javaHome, inputArguments);
        command.addAll(CommandWords.of(JVM_OPTIONS, config.jvmOptions()));
        return command;
    }

    private static List<String> java(String javaHome, List<String> inputArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(javaHome, "bin", "java").toString());
        // A replica says in one line of its own that it is ready; what follows may override this.
        command.add("-Dquarkus.log.category.\"io.quarkus\".level=WARN");
        // The platform has the same configuration, and has said what of it is unknown: to look again took a twentieth
        // of a replica's start.
        command.add("-Dsmallrye.config.mapping.validate-unknown=false");
        for (String argument : inputArguments) {
            if (argument.startsWith("-D") && NOT_PASSED_ON.stream().noneMatch(argument::startsWith)) {
                command.add(argument);
            }
        }
        // Output is read as UTF-8, whatever the machine's locale is; on 18 and later the first is the default anyway.
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Dsun.stdout.encoding=UTF-8");
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-Dsun.stderr.encoding=UTF-8");
        command.add("-Dstderr.encoding=UTF-8");
        // The reset between tasks clears thread locals, which java.lang does not show otherwise.
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        return command;
    }
}
