package dev.hearth.knative.provision;

import java.time.Duration;

/**
 * How long what takes. Tests have shorter ones.
 *
 * @param firstRetry the pause before something that failed for a passing reason is tried again; it doubles each time
 * @param longestRetry the longest such pause
 * @param probe how long a PodAutoscaler may take to follow its Revision before this counts as a Knative that does not copy annotations: later
 *     ones were measured to take less than a second
 * @param settle how long news of pods are collected before they are looked at, for many change at once
 * @param strangers how long after the start Revisions of other builds are left alone: a platform of the earlier build may still drain
 * @param close how long the end waits for what is under way
 */
record Timing(
        Duration firstRetry,
        Duration longestRetry,
        Duration probe,
        Duration settle,
        Duration strangers,
        Duration close) {
    static final Timing DEFAULT = new Timing(
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofMillis(300),
            Duration.ofSeconds(60),
            Duration.ofSeconds(3));
}
