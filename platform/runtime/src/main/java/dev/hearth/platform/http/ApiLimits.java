package dev.hearth.platform.http;

import dev.hearth.platform.dispatch.DispatchConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * What bounds requests.
 *
 * @param payload bytes of an input or of an element
 * @param longestWait {@link HttpConfig#longestWait}
 * @param body {@link HttpConfig#bodyTimeout}
 * @param stall {@link HttpConfig#stallTimeout}
 * @param followers clients that follow runs at once
 * @param transfers clients that send durable maps or read outcomes at once; each has a thread
 */
record ApiLimits(
        int payload, Optional<Duration> longestWait, Duration body, Duration stall, int followers, int transfers) {
    private static final int FOLLOWERS = 1_000;
    private static final int TRANSFERS = 16;

    static ApiLimits of(DispatchConfig dispatch, HttpConfig http) {
        return new ApiLimits(
                (int) Math.min(Integer.MAX_VALUE, dispatch.payloadLimit().asLongValue()),
                http.longestWait(),
                http.bodyTimeout(),
                http.stallTimeout(),
                FOLLOWERS,
                TRANSFERS);
    }
}
