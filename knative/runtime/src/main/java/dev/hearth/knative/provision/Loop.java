package dev.hearth.knative.provision;

import dev.hearth.knative.RetryAfter;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing again and again, never twice at the same time: whenever it is woken, when it has asked to be called again, and after a growing
 * pause when it failed. Safe for use by several threads.
 */
final class Loop {
    /** What is done. It reads how things are and brings them nearer to how they shall be. */
    interface Step {
        /** Returns when to call it again, if not only when there is news. */
        Optional<Duration> run();
    }

    private final ScheduledExecutorService executor;
    private final Timing timing;
    private final RetryAfter retryAfter;
    private final Step step;
    private final Consumer<RuntimeException> failed;

    private boolean running;
    private boolean closed;
    private int failures;
    /** By the nano clock, as is the next. */
    private long due;

    private long notBefore = System.nanoTime();
    private @Nullable ScheduledFuture<?> timer;
    private Optional<Duration> asked = Optional.empty();

    /**
     * @param retryAfter how long the API server asks to wait: no pause after a failure is shorter
     * @param failed is told each failure, on the thread of the step
     */
    Loop(
            ScheduledExecutorService executor,
            Timing timing,
            RetryAfter retryAfter,
            Step step,
            Consumer<RuntimeException> failed) {
        this.executor = executor;
        this.timing = timing;
        this.retryAfter = retryAfter;
        this.step = step;
        this.failed = failed;
    }

    /** Something is to be done now, or after the pause that a failure has begun. */
    void wake() {
        wakeIn(Duration.ZERO);
    }

    /** Something is to be done then, or sooner. */
    synchronized void wakeIn(Duration pause) {
        if (closed) {
            return;
        }
        if (running) {
            asked = earlier(asked, pause);
        } else {
            schedule(pause);
        }
    }

    /** It is not called again; one that runs comes to its end. */
    synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void run() {
        synchronized (this) {
            if (closed || running) {
                return;
            }
            running = true;
            timer = null;
            asked = Optional.empty();
        }
        Optional<Duration> next;
        try {
            next = step.run();
            failures = 0;
        } catch (RuntimeException e) {
            failed.accept(e);
            Duration pause = pause(e);
            notBefore = System.nanoTime() + pause.toNanos();
            next = Optional.of(pause);
        }
        synchronized (this) {
            running = false;
            Optional<Duration> pause = asked.isPresent() && next.isPresent()
                    ? earlier(asked, next.get())
                    : asked.isPresent() ? asked : next;
            pause.filter(open -> !closed).ifPresent(this::schedule);
        }
    }

    private Duration pause(RuntimeException e) {
        Duration pause = timing.firstRetry().multipliedBy(1L << Math.min(failures, 20));
        failures++;
        Duration bounded = pause.compareTo(timing.longestRetry()) > 0 ? timing.longestRetry() : pause;
        return e instanceof KubernetesClientException answer
                ? Collections.max(List.of(bounded, retryAfter.of(answer)))
                : bounded;
    }

    private void schedule(Duration pause) {
        long now = System.nanoTime();
        long then = now + Math.max(pause.toNanos(), notBefore - now);
        if (timer != null) {
            if (due - then <= 0) {
                return;
            }
            timer.cancel(false);
        }
        due = then;
        try {
            timer = executor.schedule(this::run, then - now, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ending) {
            closed = true;
        }
    }

    private static Optional<Duration> earlier(Optional<Duration> one, Duration other) {
        return Optional.of(one.filter(pause -> pause.compareTo(other) < 0).orElse(other));
    }
}
