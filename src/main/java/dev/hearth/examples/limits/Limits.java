package dev.hearth.examples.limits;

import dev.hearth.Actors;
import dev.hearth.Default;
import dev.hearth.Outcome;
import dev.hearth.TaskCall;
import dev.hearth.TaskFailedException;
import dev.hearth.Workflow;
import dev.hearth.examples.limits.Sleeper.Manner;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

public class Limits {
    private static final long SHORT_MILLIS = 50;
    private static final long LONG_MILLIS = 60_000;
    private static final int REPLICAS = 2;
    private static final int MOST_LOOKS = 600;

    private record Sleep(long millis, Manner manner) {}

    /** What a call that was cancelled became, and the replicas that there were before and after. */
    public record Cancelled(List<String> calls, List<String> before, List<String> after) {}

    @Inject
    Sleeper sleeper;

    @Inject
    Actors actors;

    /** Sleeps of which two are too long, one that heeds its interruption and one that does not. */
    @Workflow
    public List<String> timeLimits() {
        replicas(); // a replica's first call takes longer than those after it
        List<Sleep> sleeps = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sleeps.add(new Sleep(SHORT_MILLIS, Manner.HEEDS));
        }
        sleeps.set(2, new Sleep(LONG_MILLIS, Manner.HEEDS));
        sleeps.set(4, new Sleep(LONG_MILLIS, Manner.IGNORES));
        return actors
                .map(sleeps, sleep -> sleeper.sleep(sleep.millis(), sleep.manner()))
                .timeout(Duration.ofSeconds(2))
                .minSuccesses(0)
                .toList()
                .stream()
                .map(Limits::told)
                .toList();
    }

    private static String told(Outcome<String> outcome) {
        return outcome instanceof Outcome.Failure<String> failure
                ? failure.failure().kind() + ": " + failure.failure().getMessage()
                : "SUCCESS";
    }

    /** Two calls that keep both replicas, and one that does not want to wait for them. */
    @Workflow
    public String queueLimit() {
        replicas();
        CompletableFuture<String> one = start(1_000, Manner.HEEDS);
        CompletableFuture<String> other = start(1_000, Manner.HEEDS);
        try {
            return call(SHORT_MILLIS, Manner.HEEDS)
                    .queueTimeout(Duration.ofMillis(200))
                    .get();
        } catch (TaskFailedException e) {
            one.join();
            other.join();
            return e.kind() + ": " + e.getMessage();
        }
    }

    /** Cancels a call that waits, one that runs and heeds its interruption, and one that runs and does not. */
    @Workflow
    public Cancelled cancelling() {
        List<String> before = replicas();
        List<CompletableFuture<String>> calls = List.of(
                start(LONG_MILLIS, Manner.HEEDS), start(LONG_MILLIS, Manner.IGNORES), start(LONG_MILLIS, Manner.HEEDS));
        sleep(500); // so that two of them run
        calls.forEach(call -> call.cancel(true));
        List<String> states = calls.stream()
                .map(call -> call.isCancelled() ? "cancelled" : "not cancelled")
                .toList();
        return new Cancelled(states, before, replicas());
    }

    /** One sleep. */
    @Workflow
    public String nap(@Default("60") int seconds, @Default("\"HEEDS\"") Manner manner) {
        return sleeper.sleep(Duration.ofSeconds(seconds).toMillis(), manner);
    }

    /** The names of both replicas, as soon as both are ready. */
    private List<String> replicas() {
        List<String> names = List.of();
        for (int i = 0; i < MOST_LOOKS && names.size() < REPLICAS; i++) {
            // While one is busy with a call the other gets the other call, if it is there.
            names = Stream.generate(() -> start(SHORT_MILLIS, Manner.HEEDS)).limit(REPLICAS).toList().stream()
                    .map(CompletableFuture::join)
                    .distinct()
                    .sorted()
                    .toList();
        }
        return names;
    }

    private TaskCall<String> call(long millis, Manner manner) {
        return actors.call(() -> sleeper.sleep(millis, manner));
    }

    private CompletableFuture<String> start(long millis, Manner manner) {
        return call(millis, manner).start().toCompletableFuture();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
