package dev.hearth.platform.event;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.platform.run.Runs;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The intake of this platform's application. */
@Singleton
class EventBeans {
    @Produces
    @Singleton
    @Unremovable
    EventIntake intake(Catalog catalog, Runs runs, EventSink sink) {
        List<Subscription> subscriptions = Subscription.of(catalog);
        return new EventIntake(
                () -> subscriptions,
                runs,
                catalog.applicationName(),
                sink.present() ? Optional.<EventIntake.ResultSink>of(sink) : Optional.empty());
    }
}
