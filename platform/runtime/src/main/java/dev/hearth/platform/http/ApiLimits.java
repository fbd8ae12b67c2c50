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
 * @param streams outcomes being read, durable maps being sent and runs being followed at once, of each at most so many
 */
record ApiLimits(int payload, Optional<Duration> longestWait, Duration body, Duration stall, int streams) {
    private static final int STREAMS = 1_000;

    static ApiLimits of(DispatchConfig dispatch, HttpConfig http) {
        return new ApiLimits(
                (int) Math.min(Integer.MAX_VALUE, dispatch.payloadLimit().asLongValue()),
                http.longestWait(),
                http.bodyTimeout(),
                http.stallTimeout(),
                STREAMS);
    }
}
