package dev.hearth.knative.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The class archive of an image. Only the image's own JVM can make it, with the application where the image has it; so the image's files are
 * unpacked, and that JVM runs there, in namespaces of its own, as a container's would. No daemon is needed, and no right beyond that of
 * making user namespaces.
 *
 * @param folder what is to be added to {@link Image#FOLDER}
 */
record ImageArchive(Path folder) {
    private static final long LIMIT_SECONDS = 300;
    private static final int LAST_CHARACTERS = 2000;
    private static final String WHITEOUT = ".wh.";

    /** A container has these, too. */
    private static final String ENTER = """
            mkdir -p "$1/proc" "$1/dev" "$1/tmp" && mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && exec chroot "$1" /bin/sh -c "$2"
            """;

    private static final String TRAIN = "cd " + Image.FOLDER
            + " && exec java -jar quarkus-app/quarkus-run.jar train --arguments " + Image.ARGUMENTS;

    /**
     * Makes it.
     *
     * @param image as a file that {@code docker load} takes
     * @param work a folder for what is unpacked, which is removed again
     * @throws IOException if it cannot be made, with the reason
     */
    static ImageArchive make(Path image, Path work) throws IOException, InterruptedException {
        delete(work);
        Path root = Files.createDirectories(work.resolve("root"));
        Path result = work.resolveSibling("archive");
        delete(result);
        try {
            String variables = unpack(image, work, root);
            run(
                    List.of(
                            "unshare",
                            "--user",
                            "--map-root-user",
                            "--mount",
                            "--pid",
                            "--fork",
                            "--kill-child",
                            "sh",
                            "-c",
                            ENTER,
                            "sh",
                            root.toString(),
                            variables + TRAIN),
                    work);
            Path archives = root.resolve(Image.APPLICATION.substring(1)).resolve(Image.ARCHIVES);
            Path application = Files.createDirectories(result.resolve("quarkus-app"));
            Files.move(archives, application.resolve(Image.ARCHIVES));
            Files.move(root.resolve(Image.ARGUMENTS.substring(1)), result.resolve("replica.args"));
            return new ImageArchive(result);
        } finally {
            delete(work);
        }
    }

    /** Unpacks all layers, and tells the words that set the image's variables. */
    private static String unpack(Path image, Path work, Path root) throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        run(List.of("tar", "-xf", image.toString(), "-C", work.toString()), work);
        JsonNode manifest =
                json.readTree(work.resolve("manifest.json").toFile()).path(0);
        for (JsonNode layer : manifest.path("Layers")) {
            Path file = work.resolve(layer.asText());
            String names = run(List.of("tar", "-tf", file.toString()), work);
            for (String name :
                    names.lines().filter(line -> line.contains(WHITEOUT)).toList()) {
                hide(root, Path.of(name));
            }
            run(
                    List.of(
                            "tar",
                            "-xf",
                            file.toString(),
                            "-C",
                            root.toString(),
                            "--exclude=" + WHITEOUT + "*",
                            "--exclude=dev/*",
                            "--no-same-owner",
                            "--delay-directory-restore"),
                    work);
        }
        StringBuilder variables = new StringBuilder();
        for (JsonNode variable : json.readTree(
                        work.resolve(manifest.path("Config").asText()).toFile())
                .path("config")
                .path("Env")) {
            String[] parts = variable.asText().split("=", 2);
            if (parts.length == 2 && parts[0].matches("[A-Za-z_][A-Za-z0-9_]*")) {
                variables
                        .append("export ")
                        .append(parts[0])
                        .append("='")
                        .append(parts[1].replace("'", "'\\''"))
                        .append("'; ");
            }
        }
        return variables.toString();
    }

    /** A layer says so of what those below it have and it has not. */
    private static void hide(Path root, Path whiteout) throws IOException {
        Path folder = root.resolve(whiteout).normalize().getParent();
        String name = whiteout.getFileName().toString().substring(WHITEOUT.length());
        if (folder == null || !folder.startsWith(root)) {
            return;
        }
        if (!name.startsWith(WHITEOUT)) {
            delete(folder.resolve(name));
        } else if (Files.isDirectory(folder)) {
            try (Stream<Path> hidden = Files.list(folder)) {
                for (Path each : hidden.toList()) {
                    delete(each);
                }
            }
        }
    }

    private static String run(List<String> command, Path work) throws IOException, InterruptedException {
        Path output = Files.createTempFile(work, "output", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // What this machine's variables say is not for the image's programs.
        builder.environment().keySet().retainAll(Set.of("PATH"));
        builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(output);
            if (!ended || process.exitValue() != 0) {
                String last = text.substring(Math.max(0, text.length() - LAST_CHARACTERS))
                        .strip();
                throw new IOException("'" + command.get(0) + "' "
                        + (ended
                                ? "ended with exit code " + process.exitValue()
                                : "has not ended within " + LIMIT_SECONDS + " s")
                        + (last.isEmpty() ? "" : ": " + last));
            }
            return text;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Files of images may be such that even their owner cannot remove them at once. */
    private static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
