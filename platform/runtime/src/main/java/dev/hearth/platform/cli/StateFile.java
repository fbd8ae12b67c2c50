package dev.hearth.platform.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hearth.platform.http.ApiJson;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** The file by which a command finds the platform that serves its application. Only its owner can read it. */
final class StateFile {
    /** What it says. */
    record State(String url, long pid, String version) {}

    private final Path file;

    private StateFile(Path file) {
        this.file = file;
    }

    /** In {@code HEARTH_STATE}, else where the user's programs keep such things. */
    static StateFile of(String application, Map<String, String> environment) {
        String configured = environment.getOrDefault("HEARTH_STATE", "");
        Path directory = configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state", "hearth")
                : Path.of(configured);
        return new StateFile(directory.resolve(application.replaceAll("[^A-Za-z0-9._-]", "_") + ".json"));
    }

    Path path() {
        return file;
    }

    /** The platform that the file names, if that process lives. */
    Optional<State> read() {
        try {
            State state = ApiJson.MAPPER.readValue(Files.readAllBytes(file), State.class);
            boolean alive =
                    ProcessHandle.of(state.pid()).map(ProcessHandle::isAlive).orElse(false);
            return alive ? Optional.of(state) : Optional.empty();
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "Cannot read the state file '" + file + "': " + e + ". Name the platform with --url.");
        }
    }

    void write(State state) throws IOException {
        Files.createDirectories(file.getParent(), ownerOnly("rwx------"));
        Path fresh = Files.createTempFile(file.getParent(), ".state", ".json", ownerOnly("rw-------"));
        Files.write(fresh, ApiJson.MAPPER.writeValueAsBytes(state));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes the file, unless another process has written it since. */
    void delete(long pid) throws IOException {
        if (read().map(State::pid).orElse(pid) == pid) {
            Files.deleteIfExists(file);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
