package dev.hearth.platform.journal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A configuration of the journal, as a test gives it. */
record Settings(
        JournalKind kind,
        Optional<String> url,
        Optional<String> username,
        Optional<String> password,
        Duration retention,
        Duration patience,
        Duration lease)
        implements JournalConfig {

    static Settings h2(Path file) {
        return of(JournalKind.H2, "jdbc:h2:file:" + file);
    }

    static Settings of(JournalKind kind, String url) {
        return new Settings(
                kind,
                Optional.of(url),
                Optional.empty(),
                Optional.empty(),
                Duration.ofDays(7),
                Duration.ofMinutes(15),
                Duration.ofSeconds(10));
    }

    Settings as(String user) {
        return new Settings(kind, url, Optional.of(user), Optional.of(""), retention, patience, lease);
    }

    Settings withPatience(Duration limit) {
        return new Settings(kind, url, username, password, retention, limit, lease);
    }

    Settings withLease(Duration limit) {
        return new Settings(kind, url, username, password, retention, patience, limit);
    }

    @Override
    public Optional<URI> address() {
        return Optional.empty();
    }
}
