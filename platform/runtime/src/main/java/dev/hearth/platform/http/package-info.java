/**
 * The platform's HTTP API: workflows, maps and the records of runs. Entry type: {@code HttpApi}, which installs {@code Api} on Quarkus's
 * server. Lines and JSON cross between event loops and threads that may wait in {@code LineStream} and {@code ResponseLines}, both bounded.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.http;
