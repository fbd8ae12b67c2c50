/**
 * The command line. Entry type: {@code HearthMain}, the main class of applications that have none of their own; {@code HearthCommand}
 * has the commands. A command is a client of a platform's HTTP API, be it one that serves already or one that it starts in its own JVM.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.cli;
