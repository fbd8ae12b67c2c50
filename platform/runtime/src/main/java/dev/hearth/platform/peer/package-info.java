/**
 * Several platforms that share one journal: {@link dev.hearth.platform.peer.SharedPools} brings each element to the platform that has its
 * environment's pool, this one or another over a {@link dev.hearth.platform.peer.PeerLink}.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.peer;
