package dev.hearth.platform.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hearth.platform.access.StateFolder;
import dev.hearth.platform.http.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file by which a command finds the platform that serves its application. Only its owner can read it. */
final class StateFile {
    /**
     * What it says.
     *
     * @param token for commands, if the platform asks for one
     * @param certificate which the platform shows, as PEM, if it speaks TLS
     */
    record State(
            String url,
            long pid,
            String version,
            @Nullable String token,
            @Nullable String certificate) {
        @Override
        public String toString() {
            return "State[" + url + "]";
        }
    }

    private final Path file;

    private StateFile(Path file) {
        this.file = file;
    }

    /** In {@code HEARTH_STATE}, else where the user's programs keep such things. */
    static StateFile of(String application, Map<String, String> environment) {
        return new StateFile(StateFolder.of(environment).file(application, ".json"));
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
        StateFolder.write(file, ApiJson.MAPPER.writeValueAsBytes(state));
    }

    /** Removes the file, unless another process has written it since. */
    void delete(long pid) throws IOException {
        if (read().map(State::pid).orElse(pid) == pid) {
            Files.deleteIfExists(file);
        }
    }
}
