package dev.hearth.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The project's files.
 *
 * @param root the project's folder
 */
public record SourceTree(Path root) {
    static final int LONGEST = 500;
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules", ".mvn");
    private static final Set<String> BANNED_PACKAGES = Set.of("util", "common", "impl", "helper");

    /** The tree that this test belongs to, wherever the build was started. */
    public static SourceTree ofThisProject() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("functions/api/pom.xml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "Source tree: no parent folder of '" + Path.of("").toAbsolutePath()
                                + "' holds functions/api/pom.xml. Run the tests inside the project.");
            }
        }
        return new SourceTree(folder);
    }

    /** {@code file: lines} of each source file over the limit. */
    List<String> tooLong() {
        List<String> found = new ArrayList<>();
        for (Path file : files(".java")) {
            int lines = lines(file).size();
            if (lines > LONGEST) {
                found.add(root.relativize(file) + ": " + lines);
            }
        }
        return found;
    }

    /** The median length of the source files that ship, in lines. */
    int medianLength() {
        List<Integer> lengths = files(".java").stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .filter(file -> !file.endsWith("package-info.java"))
                .map(file -> lines(file).size())
                .sorted()
                .toList();
        return lengths.get(lengths.size() / 2);
    }

    /** {@code package: modules} of each package that stands in more than one. */
    List<String> splitPackages() {
        Map<String, Set<String>> modules = new TreeMap<>();
        for (Path file : files(".java")) {
            String name = root.relativize(file).toString().replace('\\', '/');
            int main = name.indexOf("src/main/java/");
            if (main >= 0) {
                String packageName = name.substring(main + "src/main/java/".length(), name.lastIndexOf('/'));
                modules.computeIfAbsent(packageName.replace('/', '.'), key -> new TreeSet<>())
                        .add(main == 0 ? "src" : name.substring(0, main - 1));
            }
        }
        return modules.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .toList();
    }

    /** Files in packages whose name says nothing. */
    List<String> banned() {
        return files(".java").stream()
                .map(root::relativize)
                .filter(file -> Stream.iterate(file.getParent(), folder -> folder != null, Path::getParent)
                        .anyMatch(folder ->
                                BANNED_PACKAGES.contains(folder.getFileName().toString())))
                .map(Path::toString)
                .toList();
    }

    private List<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> Stream.of(root.relativize(file).toString().split("[/\\\\]"))
                            .noneMatch(NOT_OURS::contains))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
