package dev.hearth.platform.access;

import java.time.Instant;

/**
 * What is kept of an API token.
 *
 * @param id names it in commands
 * @param name whom or what it is for
 * @param role what its bearer may do
 * @param sha256 of the token, in hexadecimal
 * @param created when it was made
 */
public record TokenEntry(String id, String name, Role role, String sha256, Instant created) {}
