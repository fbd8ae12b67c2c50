package dev.hearth.examples.events;

import dev.hearth.OnEvent;
import dev.hearth.Workflow;
import jakarta.inject.Inject;

public class Orders {
    @Inject
    Till till;

    @Workflow
    @OnEvent(type = "shop.order.placed", replyType = "shop.order.priced")
    public Receipt priceOrder(Order order) {
        return till.price(order);
    }
}
