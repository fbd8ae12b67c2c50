package dev.hearth.platform.access;

import com.fasterxml.jackson.core.JacksonException;
import dev.hearth.HearthException;
import dev.hearth.platform.http.ApiJson;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The file with the hashes of API tokens. Only its owner can read it, and a file that others can change is refused. Several processes
 * may change it at a time.
 */
public final class TokensFile {
    private static final int ID_LENGTH = 8;

    private record Content(List<TokenEntry> tokens) {}

    /** A new token: its text, which is told this once, and what is kept of it. */
    public record Made(String token, TokenEntry entry) {}

    private final Path file;

    private TokensFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** At this path, whether it is there or not. */
    public static TokensFile at(Path file) {
        return new TokensFile(file);
    }

    /** In this folder, under the application's name. */
    public static TokensFile in(StateFolder folder, String application) {
        return new TokensFile(folder.file(application, ".tokens.json"));
    }

    public Path path() {
        return file;
    }

    /**
     * All tokens, oldest first; none if there is no file.
     *
     * @throws HearthException the file can't be read, is not what it should be, or others can change it
     */
    public List<TokenEntry> read() {
        try {
            refuseIfOthersCanWrite();
            return List.copyOf(ApiJson.MAPPER
                    .readValue(Files.readAllBytes(file), Content.class)
                    .tokens());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JacksonException | NullPointerException e) {
            throw new HearthException(
                    "Tokens file '" + file + "': it is no list of tokens. Remove it, and make new tokens.", e);
        } catch (IOException e) {
            throw unusable("it can't be read", e);
        }
    }

    /** Makes a token and keeps its hash. */
    public Made create(String name, Role role) {
        String token = ApiToken.make();
        String hash = HexFormat.of().formatHex(ApiToken.hash(token));
        // The hash is as good an identity as any other number, and as its beginning it tells nothing of the token.
        TokenEntry entry = new TokenEntry(
                hash.substring(0, ID_LENGTH), name, role, hash, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        change(tokens -> {
            tokens.add(entry);
            return tokens;
        });
        return new Made(token, entry);
    }

    /** Removes the token of this id, or the only one of this name. Returns it, or empty if there is no such token. */
    public Optional<TokenEntry> revoke(String idOrName) {
        List<TokenEntry> removed = new ArrayList<>();
        change(tokens -> {
            tokens.stream().filter(token -> token.id().equals(idOrName)).forEach(removed::add);
            if (removed.isEmpty()) {
                tokens.stream().filter(token -> token.name().equals(idOrName)).forEach(removed::add);
            }
            if (removed.size() > 1) {
                throw new HearthException("Tokens '" + idOrName + "': there are " + removed.size()
                        + " of this name. Revoke each by its id: "
                        + String.join(", ", removed.stream().map(TokenEntry::id).toList()) + ".");
            }
            tokens.removeAll(removed);
            return tokens;
        });
        return removed.stream().findFirst();
    }

    private void change(UnaryOperator<List<TokenEntry>> change) {
        try {
            Path lock = file.resolveSibling("." + file.getFileName() + ".lock");
            new StateFolder(Objects.requireNonNullElse(file.getParent(), file)).create();
            // Two commands at a time would each write what the other does not know of.
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (!held.isValid()) {
                    throw new IOException("its lock was lost");
                }
                StateFolder.write(
                        file, ApiJson.MAPPER.writeValueAsBytes(new Content(change.apply(new ArrayList<>(read())))));
            }
        } catch (IOException e) {
            throw unusable("it can't be written", e);
        }
    }

    private void refuseIfOthersCanWrite() throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (Arrays.asList(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE).stream()
                .anyMatch(permissions::contains)) {
            throw new HearthException("Tokens file '" + file + "': others than its owner can change it ("
                    + PosixFilePermissions.toString(permissions) + "). Take that from them: chmod go-w.");
        }
    }

    private HearthException unusable(String why, IOException e) {
        return new HearthException(
                "Tokens file '" + file + "': " + why + ": " + e + ". Choose another with hearth.auth.tokens-file.", e);
    }
}
