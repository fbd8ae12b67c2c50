package dev.hearth.knative.deployment;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An image of the packaged application.
 *
 * @param base what the application is put on, see {@link ImageConfig#base}
 * @param name of the image
 * @param packaged the folder with the packaged application
 * @param start the text of the script that is its entry point
 * @param tar where it is written
 */
record Image(String base, String name, Path packaged, String start, Path tar) {
    static final String FOLDER = "/deployments";
    static final String APPLICATION = FOLDER + "/quarkus-app";

    /** What a replica's java is given, if there is an archive. */
    static final String ARGUMENTS = FOLDER + "/replica.args";

    /** Beside the application's jar: what this machine's JVM has made there is not for others. */
    static final String ARCHIVES = "hearth-archive";

    /** How a base is named that is a file, as {@code docker save} writes it. */
    private static final String SAVED = "tar://";

    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");

    /** Writes it without class archive. */
    void write() {
        write(List.of());
    }

    /** Writes it with what its JVM has made. */
    void write(ImageArchive archive) {
        write(List.of(archive));
    }

    private void write(List<ImageArchive> archives) {
        try {
            checkFile();
            Path script = Files.writeString(
                    Files.createDirectories(tar.resolveSibling("container")).resolve("start"),
                    start,
                    StandardCharsets.UTF_8);
            JibContainerBuilder image = Jib.from(base)
                    .addFileEntriesLayer(layer("libraries", packaged, APPLICATION, path -> path.startsWith("lib")))
                    .addFileEntriesLayer(layer(
                            "application",
                            packaged,
                            APPLICATION,
                            path -> !path.startsWith("lib") && !path.startsWith(ARCHIVES)))
                    .addFileEntriesLayer(FileEntriesLayer.builder()
                            .setName("start")
                            .addEntry(script, AbsoluteUnixPath.get(FOLDER + "/start"), PROGRAM)
                            .build())
                    .setUser(ImageProcessor.USER)
                    .setWorkingDirectory(AbsoluteUnixPath.get(FOLDER))
                    .setEntrypoint(FOLDER + "/start");
            for (ImageArchive archive : archives) {
                image.addFileEntriesLayer(layer("archive", archive.folder(), FOLDER, path -> !path.endsWith("lock")));
            }
            image.containerize(Containerizer.to(TarImage.at(tar).named(name))
                    .setApplicationLayersCache(tar.resolveSibling("jib-cache"))
                    .setToolName("hearth"));
        } catch (InvalidImageReferenceException e) {
            throw failed("'" + e.getInvalidReference() + "' is no name of an image", e);
        } catch (RegistryException | ExecutionException | CacheDirectoryCreationException | IOException e) {
            throw failed(String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("the build was interrupted", e);
        }
    }

    /** Before the builder starts: its other threads would still write when it has failed for this. */
    private void checkFile() throws IOException {
        if (base.startsWith(SAVED) && !Files.isRegularFile(Path.of(base.substring(SAVED.length())))) {
            throw new FileNotFoundException("there is no file '" + base.substring(SAVED.length()) + "'");
        }
    }

    /** With the files' own times, as far as all tools keep them: an archive names jars by their time. */
    private static FileEntriesLayer layer(String name, Path from, String to, Predicate<Path> wanted)
            throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path path = from.relativize(file);
                if (wanted.test(path)) {
                    Instant time = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
                    layer.addEntry(
                            file,
                            AbsoluteUnixPath.get(to).resolve(path.toString()),
                            FilePermissions.DEFAULT_FILE_PERMISSIONS,
                            time);
                }
            }
        }
        return layer.build();
    }

    private IllegalStateException failed(String why, Exception e) {
        return new IllegalStateException(
                "Image '" + name + "' on '" + base + "': it cannot be built: " + why
                        + ". Name another base with hearth.image.base: a name in a registry that can be reached, or tar://"
                        + " and the path of a saved image.",
                e);
    }
}
