package dev.hearth.guide;

import dev.hearth.Actors;
import dev.hearth.RetryPolicy;
import dev.hearth.TaskFailedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Calls with options. */
@Singleton
public class Dispatch {
    @Inject
    Couriers couriers;

    @Inject
    Parcels parcels;

    @Inject
    Actors actors;

    int options() {
        // tag::options
        int attempts = actors.call(() -> couriers.deliver("Mill Lane 3"))
                .retry(RetryPolicy.of(3))
                .timeout(Duration.ofSeconds(2))
                .queueTimeout(Duration.ofMinutes(1))
                .get();
        // end::options
        return attempts;
    }

    int async() {
        // tag::async
        CompletionStage<Integer> weight = parcels.weighLater(1_000); // returns at once
        CompletionStage<Integer> attempts =
                actors.call(() -> couriers.deliver("Mill Lane 3")).start(); // so does this
        // end::async
        return weight.thenCombine(attempts, Integer::sum).toCompletableFuture().join();
    }

    String failure() {
        // tag::failure
        try {
            return couriers.patient(60);
        } catch (TaskFailedException e) {
            return switch (e.kind()) {
                case TIMEOUT, QUEUE_TIMEOUT -> "too slow";
                case REPLICA_LOST, START_FAILED -> "no replica: " + e.getMessage();
                default -> throw e;
            };
        }
        // end::failure
    }
}
