package dev.hearth.platform.access;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Where the user's programs keep their state, and how: so that only the user can read it. */
public final class StateFolder {
    private StateFolder() {}

    /** {@code HEARTH_STATE}, else {@code ~/.local/state/hearth}. */
    public static Path of(Map<String, String> environment) {
        String configured = environment.getOrDefault("HEARTH_STATE", "");
        return configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state", "hearth")
                : Path.of(configured);
    }

    /** A file of an application's own in that folder. */
    public static Path file(Path folder, String application, String suffix) {
        return folder.resolve(application.replaceAll("[^A-Za-z0-9._-]", "_") + suffix);
    }

    /** Writes the whole file at once: whoever reads it sees what was there before, or all of this. */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = folder(file);
        Path fresh = Files.createTempFile(folder, ".state", ".json", ownerOnly("rw-------"));
        try {
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The file's folder, which is made if it is missing. */
    static Path folder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("it is no file");
        }
        Files.createDirectories(folder, ownerOnly("rwx------"));
        return folder;
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
