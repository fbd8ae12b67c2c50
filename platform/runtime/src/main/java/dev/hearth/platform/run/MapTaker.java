package dev.hearth.platform.run;

import dev.hearth.MapFailedException;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.run.MapFlow.Item;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Takes the outcomes of a map in output order and judges its success. Used by one thread. */
final class MapTaker {
    /** Feeds the flow from the taker's own thread while it has nothing to take. */
    @FunctionalInterface
    interface Feeder {
        /** Another thread feeds. */
        Feeder ELSEWHERE = () -> false;

        /** Feeds some elements; false if there is no room or no input left. */
        boolean feedSome();
    }

    private final MapFlow flow;
    private final SuccessRule rule;
    private final StepState step;
    private final String task;
    private final boolean ordered;
    private @Nullable TaskFailedException firstFailure;
    private boolean totalKnown;

    MapTaker(MapFlow flow, SuccessRule rule, StepState step, String task, boolean ordered) {
        this.flow = flow;
        this.rule = rule;
        this.step = step;
        this.task = task;
        this.ordered = ordered;
    }

    /**
     * The next outcome, or null at the end.
     *
     * @throws TaskFailedException an element failed and none may
     * @throws MapFailedException the minimum of successes is out of reach
     */
    @Nullable
    Item next(Feeder feeder) throws InterruptedException {
        while (true) {
            if (ordered) {
                Item inOrder = flow.pollOrdered();
                if (inOrder != null) {
                    flow.gaveOut();
                    return inOrder;
                }
            }
            Item settled = flow.pollSettled();
            if (settled != null) {
                judge(settled);
                if (!ordered) {
                    flow.gaveOut();
                    return settled;
                }
                flow.put(settled);
                continue;
            }
            checkInput();
            if (flow.finished()) {
                step.ended();
                return null;
            }
            if (!feeder.feedSome()) {
                flow.awaitSettled(!totalKnown);
            }
        }
    }

    private void checkInput() {
        Throwable failure = flow.inputFailure();
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw new UncheckedIOException(
                    "The elements of map '" + task + "' could not be read: " + failure.getMessage(),
                    new java.io.IOException(failure));
        }
        long total = flow.total();
        if (total >= 0 && !totalKnown) {
            totalKnown = true;
            rule.total(total);
            judgeReach();
        }
    }

    private void judge(Item item) {
        Failure failure = item.settled().failure();
        if (failure == null) {
            rule.success();
            return;
        }
        rule.failure();
        if (firstFailure == null) {
            firstFailure = Failures.ofElement(item.index(), task, item.settled(), failure);
        }
        judgeReach();
    }

    private void judgeReach() {
        if (!rule.unreachable()) {
            return;
        }
        TaskFailedException first = firstFailure;
        if (first != null && !rule.tolerant()) {
            throw first;
        }
        throw new MapFailedException(
                "Map '" + task + "' failed: " + rule.describe() + "."
                        + (first == null ? "" : " The first failure: " + first.getMessage()),
                first);
    }
}
