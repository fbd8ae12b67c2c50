package dev.hearth.platform.provision;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a process beside a replica can run a class of the application with a main method. */
final class ApplicationClasses {
    private ApplicationClasses() {}

    /** The variables that say so. */
    static Map<String, String> variables() {
        return variables(System.getProperty("java.home"), System.getProperty("java.class.path"));
    }

    /**
     * @param classPath the JVM's own; {@code java -jar} makes it that one jar
     */
    static Map<String, String> variables(String javaHome, String classPath) {
        return Map.of(
                "HEARTH_JAVA", Path.of(javaHome, "bin", "java").toString(), "HEARTH_CLASS_PATH", classPath(classPath));
    }

    /** The jar of a packaged Quarkus application loads what lies in folders beside it by means of its own, which need its own main class. */
    private static String classPath(String classPath) {
        Path jar = Path.of(classPath.split(File.pathSeparator, 2)[0]).toAbsolutePath();
        List<Path> folders = Stream.of("app", "lib/main", "lib/boot")
                .map(jar::resolveSibling)
                .toList();
        return folders.stream().allMatch(Files::isDirectory)
                ? folders.stream()
                        .map(folder -> folder + File.separator + "*")
                        .collect(Collectors.joining(File.pathSeparator))
                : classPath;
    }
}
