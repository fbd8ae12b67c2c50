package dev.hearth.platform.health;

import io.quarkus.arc.All;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the platform takes work: not before it has started, not when it is told to end, and not while any {@link ReadinessCheck} says no.
 * Safe for use by several threads.
 */
@Singleton
@Unremovable
public final class Readiness {
    /** How long all checks together may take. */
    public static final Duration LIMIT = Duration.ofSeconds(3);

    private static final int LAST = Integer.MAX_VALUE;
    private static final int FIRST = 1;

    private final List<ReadinessCheck> checks;
    private final Duration limit;
    /** The check that is being asked. */
    private volatile String asking = "";

    private volatile String closed = "it has not started yet";
    private @Nullable CompletableFuture<List<String>> underWay;

    @Inject
    Readiness(@All List<ReadinessCheck> checks) {
        this(checks, LIMIT);
    }

    Readiness(List<ReadinessCheck> checks, Duration limit) {
        this.checks = List.copyOf(checks);
        this.limit = limit;
    }

    void started(@Observes @Priority(LAST) StartupEvent event) {
        closed = "";
    }

    void endsSoon(@Observes ShutdownDelayInitiatedEvent event) {
        ends();
    }

    void ends(@Observes @Priority(FIRST) ShutdownEvent event) {
        ends();
    }

    private void ends() {
        closed = "it is closing";
    }

    /**
     * Asks the checks. Who asks while somebody else does gets the same answer, so that checks that hang hold one thread and not one for
     * each probe.
     *
     * @param threads where the checks may block
     * @return why the platform takes no work; nothing if it does. Completes within the limit.
     */
    public CompletableFuture<List<String>> unready(Executor threads) {
        if (!closed.isEmpty()) {
            return CompletableFuture.completedFuture(List.of(closed));
        }
        CompletableFuture<List<String>> all;
        synchronized (this) {
            if (underWay == null || underWay.isDone()) {
                underWay = CompletableFuture.supplyAsync(this::ask, threads);
            }
            all = underWay;
        }
        return all.copy()
                .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
                .handle(this::reasons);
    }

    private List<String> ask() {
        List<String> reasons = new ArrayList<>();
        for (ReadinessCheck check : checks) {
            asking = check.name();
            reason(check).ifPresent(why -> reasons.add(check.name() + ": " + why));
        }
        return reasons;
    }

    private static Optional<String> reason(ReadinessCheck check) {
        try {
            return check.unready();
        } catch (RuntimeException e) {
            return Optional.of("its check failed: " + e);
        }
    }

    private List<String> reasons(@Nullable List<String> reasons, @Nullable Throwable failure) {
        if (failure != null) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return List.of("the checks could not be asked: " + cause);
        }
        if (reasons == null) {
            return List.of(asking + ": it did not answer within " + limit.toMillis() + " ms");
        }
        // It may have been told to end meanwhile.
        return closed.isEmpty() ? reasons : List.of(closed);
    }
}
