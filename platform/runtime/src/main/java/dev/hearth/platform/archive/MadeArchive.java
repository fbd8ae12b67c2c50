package dev.hearth.platform.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An archive that is there.
 *
 * @param bytes its size
 * @param made how long it took to make it; empty if it was there already
 */
public record MadeArchive(Path file, long bytes, Optional<Duration> made) {}
