package dev.hearth.functions.link;

import dev.hearth.RetryPolicy;
import java.time.Duration;
import java.util.Optional;

/** What one call or map sets instead of what its task declares. */
public record CallOptions(Optional<RetryPolicy> retry, Optional<Duration> timeout, Optional<Duration> queueTimeout) {
    /** Everything as the task declares it. */
    public static final CallOptions NONE = new CallOptions(Optional.empty(), Optional.empty(), Optional.empty());
}
