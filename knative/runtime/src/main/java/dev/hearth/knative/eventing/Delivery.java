package dev.hearth.knative.eventing;

import dev.hearth.HearthException;
import io.fabric8.knative.duck.v1.DeliverySpec;
import io.fabric8.knative.duck.v1.DeliverySpecBuilder;
import io.fabric8.knative.duck.v1.Destination;
import io.fabric8.knative.duck.v1.DestinationBuilder;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The delivery policy of Triggers. */
final class Delivery {
    private static final String PREFIX = "Configuration 'hearth.knative.delivery.";

    private Delivery() {}

    /** Empty if nothing is set: then the Broker's own policy is in force, which any other replaces as a whole. */
    static Optional<DeliverySpec> of(EventingConfig.Delivery config) {
        if (config.retry().isPresent() && config.retry().getAsInt() < 0) {
            throw new HearthException(PREFIX + "retry' '" + config.retry().getAsInt()
                    + "': it is less than none. Give how often an event is sent again, 0 for never.");
        }
        if (config.backoffPolicy().isPresent() != config.backoffDelay().isPresent()) {
            throw new HearthException(PREFIX + "backoff-policy' and 'backoff-delay': one is set without the other, so"
                    + " that there would be no pause at all. Set both.");
        }
        config.backoffDelay().filter(delay -> delay.isNegative()).ifPresent(delay -> {
            throw new HearthException(PREFIX + "backoff-delay' '" + delay + "': it is negative.");
        });
        config.timeout()
                .filter(timeout -> timeout.isNegative() || timeout.isZero())
                .ifPresent(timeout -> {
                    throw new HearthException(
                            PREFIX + "timeout' '" + timeout + "': it is no time at all. Leave it out for no limit.");
                });
        DeliverySpec spec = new DeliverySpecBuilder()
                .withRetry(config.retry().isPresent() ? config.retry().getAsInt() : null)
                .withBackoffPolicy(config.backoffPolicy()
                        .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                        .orElse(null))
                .withBackoffDelay(config.backoffDelay().map(Object::toString).orElse(null))
                .withTimeout(config.timeout().map(Object::toString).orElse(null))
                .withDeadLetterSink(deadLetterSink(config.deadLetterSink()).orElse(null))
                .build();
        return spec.equals(new DeliverySpec()) ? Optional.empty() : Optional.of(spec);
    }

    private static Optional<Destination> deadLetterSink(EventingConfig.DeadLetterSink config) {
        if (config.name().isEmpty() && config.uri().isEmpty()) {
            return Optional.empty();
        }
        if (config.name().isEmpty() && !isAddress(config.uri().get())) {
            throw new HearthException(PREFIX + "dead-letter-sink.uri' '"
                    + config.uri().get()
                    + "': it is no address such as http://dead-letters.example/. Give one, or name an object with"
                    + " dead-letter-sink.name.");
        }
        DestinationBuilder sink = new DestinationBuilder().withUri(config.uri().orElse(null));
        config.name()
                .ifPresent(name -> sink.withNewRef()
                        .withApiVersion(config.apiVersion())
                        .withKind(config.kind())
                        .withName(name)
                        .endRef());
        return Optional.of(sink.build());
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.isAbsolute() && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
