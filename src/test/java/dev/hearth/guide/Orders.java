package dev.hearth.guide;

import dev.hearth.Workflow;
import dev.hearth.WorkflowContext;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

public class Orders {
    /** What was ordered. */
    public record Order(UUID number, Instant taken, int tariff, int net) {}

    @Inject
    Scales scales;

    // tag::context
    @Inject
    WorkflowContext context;

    @Workflow
    public Order takeOrder(int grams) {
        UUID number = context.uuid(); // the same after a crash
        Instant taken = context.now();
        int tariff = context.record("tariff", Integer.class, Orders::tariffOfToday);
        return new Order(number, taken, tariff, scales.net(grams, tariff));
    }
    // end::context

    private static int tariffOfToday() {
        return 100;
    }
}
