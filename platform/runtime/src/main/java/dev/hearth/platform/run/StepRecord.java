package dev.hearth.platform.run;

import java.util.List;
import java.util.Map;

/**
 * A step of a run: a task call, a map, a group of parallel branches or a subworkflow. Path, ordinal, task and digest are its identity:
 * the same code with the same input gives the same ones.
 *
 * @param path the branch, for example {@code /2.0/}: branch 0 of the group at ordinal 2; {@code /} is the run's own
 * @param ordinal its position in that branch, from 0
 * @param task the task's full name, or {@code workflow <name>}
 * @param digest of its arguments: the first 16 hexadecimal digits of a SHA-256; empty while a map still reads its elements
 * @param map it is a map
 * @param progress its elements; one for a single call
 * @param cold elements that waited for a replica to start
 * @param cacheHits actor-cache hits of all elements
 * @param cacheMisses actor-cache loads of all elements
 * @param startedMillis since the run's start
 * @param endedMillis since the run's start; negative while it runs
 * @param elementsByReplica how many elements each replica settled
 * @param timeline its first elements, and those with more than one attempt
 */
public record StepRecord(
        String path,
        int ordinal,
        String task,
        String digest,
        boolean map,
        MapProgress progress,
        long cold,
        long cacheHits,
        long cacheMisses,
        double startedMillis,
        double endedMillis,
        Map<String, Long> elementsByReplica,
        List<ElementRecord> timeline) {}
