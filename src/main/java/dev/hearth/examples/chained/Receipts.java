package dev.hearth.examples.chained;

import dev.hearth.Default;
import dev.hearth.Workflow;
import jakarta.inject.Inject;

public class Receipts {
    @Inject
    Prices prices;

    @Workflow
    public Prices.Receipt receipt(String item, @Default("1") int quantity) {
        Prices.Order order = prices.price(item, quantity);
        return prices.receipt(order, prices.gross(order.net()));
    }
}
