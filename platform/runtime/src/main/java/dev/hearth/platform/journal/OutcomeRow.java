package dev.hearth.platform.journal;

/**
 * Where outcomes are: those of one commit of one map.
 *
 * @param run the run
 * @param path the map's branch
 * @param ordinal the map's position there
 * @param number counts the map's rows
 * @param task of the map
 * @param startedMicros the map's start, since the run's
 * @param first the lowest index among them
 * @param last the highest
 * @param succeeded how many have a result
 * @param failed how many have none
 */
public record OutcomeRow(
        String run,
        String path,
        int ordinal,
        int number,
        String task,
        long startedMicros,
        long first,
        long last,
        int succeeded,
        int failed) {}
