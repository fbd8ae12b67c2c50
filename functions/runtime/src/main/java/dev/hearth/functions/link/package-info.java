/**
 * The messages between a pool and a replica, and their binary frames. Messages travel as objects inside one JVM
 * (event bus) and as frames over a WebSocket. Entry types: {@code ToReplica}, {@code FromReplica}, {@code FrameCodec}.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.link;
