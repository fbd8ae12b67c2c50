package dev.hearth.platform.address;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where replicas of this machine join.
 *
 * @param uri {@code ws} or {@code wss}
 * @param certificates with {@code wss}: a PEM file with what the platform may show, of which replicas trust nothing else
 */
public record LinkAddress(URI uri, Optional<Path> certificates) {}
