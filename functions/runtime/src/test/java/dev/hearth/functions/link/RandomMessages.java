package dev.hearth.functions.link;

import dev.hearth.FailureKind;
import dev.hearth.RetryPolicy;
import dev.hearth.functions.link.FromReplica.Completion;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Messages from a seed. */
final class RandomMessages {
    private static final String[] TEXTS = {"", "a", "my-actor.evaluate", "Grüße, 世界 🙂", "x".repeat(300)};

    private final Random random;
    private final List<BoundArguments> bound = new ArrayList<>();

    RandomMessages(long seed) {
        random = new Random(seed);
        for (int i = 0; i < 4; i++) {
            bound.add(new BoundArguments(random.nextLong() << 2 | i, "run-" + i % 2, bytes()));
        }
    }

    FromReplica fromReplica() {
        return switch (random.nextInt(7)) {
            case 0 -> new FromReplica.Hello(small(), text(), text(), text(), text(), small(), number(), text(), text());
            case 1 -> done();
            case 2 -> new FromReplica.Returned(numbers());
            case 3 -> new FromReplica.Heartbeat(numbers(), small());
            case 4 -> new FromReplica.Call(number(), text(), text(), bytes(), options(), number());
            case 5 -> new FromReplica.CancelCall(number());
            default -> new FromReplica.Goodbye(text());
        };
    }

    ToReplica toReplica() {
        return switch (random.nextInt(8)) {
            case 0 -> new ToReplica.Welcome(number(), small(), number());
            case 1 ->
                new ToReplica.Refused(
                        text(),
                        random.nextLong(ToReplica.Refused.MAX_RETRY_MILLIS + 1),
                        random.nextBoolean()
                                ? Optional.of(URI.create("ws://other:8081/hearth/link"))
                                : Optional.empty());
            case 2, 3 -> assign();
            case 4 -> new ToReplica.Recall(numbers());
            case 5 -> new ToReplica.Cancel(numbers());
            case 6 -> {
                boolean failed = random.nextBoolean();
                yield new ToReplica.Reply(number(), failed ? null : bytes(), failed ? failure() : null);
            }
            default -> new ToReplica.Stop();
        };
    }

    private FromReplica.Done done() {
        List<Completion> completions = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            boolean failed = random.nextInt(3) == 0;
            completions.add(new Completion(
                    number(), failed ? null : bytes(), failed ? failure() : null, number(), small(), small()));
        }
        return new FromReplica.Done(completions);
    }

    private ToReplica.Assign assign() {
        List<Assignment> elements = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            @Nullable BoundArguments shared = random.nextBoolean() ? bound.get(random.nextInt(bound.size())) : null;
            String run = shared == null ? text() : shared.run();
            elements.add(new Assignment(number(), run, text(), text(), number(), small(), number(), shared, bytes()));
        }
        return new ToReplica.Assign(elements);
    }

    private Failure failure() {
        FailureKind[] kinds = FailureKind.values();
        return new Failure(kinds[random.nextInt(kinds.length)], text(), text(), random.nextBoolean());
    }

    private CallOptions options() {
        return new CallOptions(
                random.nextBoolean()
                        ? Optional.of(
                                new RetryPolicy(random.nextInt(1000), duration(), 1 + random.nextDouble(), duration()))
                        : Optional.empty(),
                random.nextBoolean() ? Optional.of(duration()) : Optional.empty(),
                random.nextBoolean() ? Optional.of(duration()) : Optional.empty());
    }

    private Duration duration() {
        return Duration.ofNanos(random.nextLong() >>> 1);
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private long number() {
        // All lengths of varints, negative numbers included.
        return random.nextLong() >> random.nextInt(64);
    }

    private int small() {
        return random.nextInt() >>> (1 + random.nextInt(31));
    }

    private long[] numbers() {
        return random.longs(random.nextInt(20)).toArray();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }
}
