package dev.hearth.examples.events;

import dev.hearth.OnEvent;
import dev.hearth.Workflow;

/** Waits for what {@link Orders} answers: a broker that gets that answer hands it on. */
public class Books {

    /** How much was booked, in cents. */
    @Workflow
    @OnEvent(type = "shop.order.priced")
    public long bookSale(Receipt receipt) {
        return receipt.cents();
    }
}
