package dev.hearth.examples.events;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

@ActorEnvironment(name = "till")
public class Till {
    private static final long CENTS = 1_250;

    @Task
    public Receipt price(Order order) {
        if (order.quantity() < 1) {
            throw new IllegalArgumentException("An order of " + order.quantity() + " has no price.");
        }
        return new Receipt(order.item(), CENTS * order.quantity());
    }
}
