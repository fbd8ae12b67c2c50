package dev.hearth.platform.health;

import java.util.Optional;

/**
 * Something without which the platform cannot do its work. Implement it as a bean that is not removed. Asked by one thread at a time, as
 * often as somebody probes; it may block, but after {@link Readiness#LIMIT} the answer is that it did not answer.
 */
public interface ReadinessCheck {
    /** What is asked, for the reason: {@code journal}. */
    String name();

    /** Why the platform cannot do its work; empty if it can. */
    Optional<String> unready();
}
