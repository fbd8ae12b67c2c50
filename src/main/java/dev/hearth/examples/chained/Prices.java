package dev.hearth.examples.chained;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import dev.hearth.TerminalException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Three steps from an order to a receipt. */
@ActorEnvironment(name = "prices", replicaCount = 1)
public class Prices {
    private static final Map<String, BigDecimal> CATALOG =
            Map.of("teapot", new BigDecimal("12.50"), "kettle", new BigDecimal("30.00"));
    private static final BigDecimal TAX = new BigDecimal("0.20");

    public record Order(String item, int quantity, BigDecimal net) {}

    public record Receipt(String text, BigDecimal net, BigDecimal gross) {}

    @Task
    public Order price(String item, int quantity) {
        BigDecimal one = CATALOG.get(item);
        if (one == null) {
            throw new TerminalException("Item '" + item + "': not in the catalog. Known items are: "
                    + String.join(", ", CATALOG.keySet().stream().sorted().toList()) + ".");
        }
        return new Order(item, quantity, one.multiply(BigDecimal.valueOf(quantity)));
    }

    @Task
    public BigDecimal gross(BigDecimal net) {
        return net.add(net.multiply(TAX)).setScale(2, RoundingMode.HALF_UP);
    }

    @Task
    public Receipt receipt(Order order, BigDecimal gross) {
        return new Receipt(order.quantity() + " x " + order.item(), order.net(), gross);
    }
}
