/**
 * What replicas start from: the packaged application's classes, and the JDK's archive of them (class-data archive, or AOT cache) that a
 * rehearsal made. Entry: {@link dev.hearth.platform.archive.ReplicaArchive}.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.archive;
