package dev.hearth.platform.access;

import dev.hearth.HearthException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** The API tokens that a running platform knows: those of the file, as it is now, and its own. Safe for use by several threads. */
final class Tokens {
    private static final Logger LOG = Logger.getLogger(Tokens.class);

    /** How long a revoked token may still be good. */
    private static final long TRUST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Known(byte[] hash, Role role) {}

    private record Seen(String stamp, List<Known> tokens, long at) {}

    private final Optional<TokensFile> file;
    private final LongSupplier clock;
    private final String own = ApiToken.make();
    private final Known ownEntry = new Known(ApiToken.hash(own), Role.OPERATE);
    private volatile Seen seen;

    /**
     * @param file empty: there is none but the platform's own
     * @throws HearthException if the file can't be read
     */
    Tokens(Optional<TokensFile> file, LongSupplier clock) {
        this.file = file;
        this.clock = clock;
        String stamp = stamp();
        this.seen = new Seen(stamp, read(), clock.getAsLong());
    }

    /** For the commands of whoever runs the platform: good for this process alone. */
    String own() {
        return own;
    }

    /** The role of whoever brings this token; empty if there is no such token. */
    Optional<Role> role(String token) {
        byte[] hash = ApiToken.hash(token);
        if (MessageDigest.isEqual(ownEntry.hash(), hash)) {
            return Optional.of(ownEntry.role());
        }
        Seen now = seen;
        Optional<Role> role = find(now, hash);
        // A stranger's token may have been made a moment ago; a known one may have been revoked.
        if (role.isEmpty() || clock.getAsLong() - now.at() > TRUST_NANOS) {
            role = find(look(now), hash);
        }
        return role;
    }

    private static Optional<Role> find(Seen seen, byte[] hash) {
        Role role = null;
        for (Known known : seen.tokens()) {
            // In constant time, and all of them: how long it takes tells nothing.
            if (MessageDigest.isEqual(known.hash(), hash)) {
                role = known.role();
            }
        }
        return Optional.ofNullable(role);
    }

    private Seen look(Seen before) {
        String stamp = stamp();
        Seen now;
        if (stamp.equals(before.stamp())) {
            now = new Seen(stamp, before.tokens(), clock.getAsLong());
        } else {
            try {
                now = new Seen(stamp, read(), clock.getAsLong());
                LOG.infof("API tokens: there are %d now.", now.tokens().size());
            } catch (HearthException e) {
                LOG.errorf("API tokens: none is good until this is mended. %s", e.getMessage());
                now = new Seen(stamp, List.of(), clock.getAsLong());
            }
        }
        seen = now;
        return now;
    }

    private List<Known> read() {
        return file.map(TokensFile::read).orElse(List.of()).stream()
                .map(token -> new Known(HexFormat.of().parseHex(token.sha256()), token.role()))
                .toList();
    }

    /** Changes whenever the file does: it is always replaced as a whole. */
    private String stamp() {
        if (file.isEmpty()) {
            return "none";
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.get().path(), BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size();
        } catch (IOException e) {
            return "none";
        }
    }
}
