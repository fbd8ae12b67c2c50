package dev.hearth.functions.catalog;

import dev.hearth.Overlap;

/**
 * When a workflow starts by itself: by {@code cron}, or every so many seconds.
 *
 * @param cron five fields as crontab has them; empty if {@code everySeconds} is not 0
 * @param zone of {@code cron}
 * @param everySeconds 0 if there is a {@code cron}
 * @param overlap what happens if the run before goes on
 * @param input the workflow's parameters, a JSON object
 */
public record ScheduleSpec(String cron, String zone, long everySeconds, Overlap overlap, String input) {}
