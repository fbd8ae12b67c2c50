package dev.hearth.platform.access;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Where a platform keeps files of its own on this machine: in {@code HEARTH_STATE}, else where the user's programs keep such things. Only
 * the owner can read what is there.
 *
 * @param path the folder, which need not exist yet
 */
public record StateFolder(Path path) {
    /** The folder that these process variables mean. */
    public static StateFolder of(Map<String, String> environment) {
        String configured = environment.getOrDefault("HEARTH_STATE", "");
        return new StateFolder(
                configured.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "state", "hearth")
                        : Path.of(configured));
    }

    /** A file of an application. */
    public Path file(String application, String ending) {
        return path.resolve(application.replaceAll("[^A-Za-z0-9._-]", "_") + ending);
    }

    /** Makes the folder if it is missing. */
    public void create() throws IOException {
        Files.createDirectories(path, ownerOnly("rwx------"));
    }

    /** Writes the whole file at once, and its folder if that is missing: whoever reads it sees what was there before, or all of this. */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("it is no file");
        }
        new StateFolder(folder).create();
        Path fresh = Files.createTempFile(folder, ".state", ".json", ownerOnly("rw-------"));
        try {
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The attributes of something that only its owner may touch, where files have such attributes. */
    public static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
