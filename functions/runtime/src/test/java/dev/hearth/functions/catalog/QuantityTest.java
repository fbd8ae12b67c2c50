package dev.hearth.functions.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "300Mi, 314572800",
        "1Ki, 1024",
        "0.5Gi, 536870912",
        "2G, 2000000000",
        "1.5k, 1500",
        "1e3, 1000",
        "1E3, 1000",
        "1E, 1000000000000000000",
        "7Ei, 8070450532247928832",
        "128974848000m, 128974848",
        "4096., 4096",
        "9223372036854775807, 9223372036854775807"
    })
    void memoryIsReadExactly(String text, String bytes) {
        assertEquals(0, Quantity.memory(text).amount().compareTo(new BigDecimal(bytes)));
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 2", "500m, 0.5, 1", "1001m, 1.001, 2", "0.001, 0.001, 1", ".5, 0.5, 1", "3000000u, 3, 3"})
    void processorsAreReadExactlyAndRoundedUp(String text, String processors, long whole) {
        assertEquals(0, Quantity.cpu(text).amount().compareTo(new BigDecimal(processors)));
        assertEquals(whole, Quantity.cpu(text).ceil());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "Mi", "-1", "+1", "1 Mi", "1MB", "1mi", "1KI", "0x10", "1e", "1e999", "1,5", "NaN", "."
            })
    void whatIsNoQuantityIsRefused(String text) {
        refuses("no quantity", () -> Quantity.memory(text));
        refuses("no quantity", () -> Quantity.cpu(text));
    }

    @Test
    void aBadAmountSaysWhatIsWrongWithIt() {
        refuses("is nothing", () -> Quantity.cpu("0.000m"));
        refuses("finer than a thousandth", () -> Quantity.cpu("100u"));
        refuses("is 0.3 bytes, which is no whole number: m stands for thousandths", () -> Quantity.memory("300m"));
        refuses("is 1.5 bytes", () -> Quantity.memory("1.5"));
        refuses("more than there can be", () -> Quantity.memory("8Ei"));
        refuses("more than there can be", () -> Quantity.memory("1e19"));
    }

    @Test
    void amountsAreComparedWhateverTheirSuffix() {
        assertEquals(0, Quantity.memory("1Gi").compareTo(Quantity.memory("1024Mi")));
        assertEquals(Quantity.cpu("1"), Quantity.cpu("1000m"));
        assertTrue(Quantity.memory("1G").compareTo(Quantity.memory("1Gi")) < 0);
    }

    private static void refuses(String why, Runnable reading) {
        var thrown = assertThrows(IllegalArgumentException.class, reading::run);
        assertTrue(String.valueOf(thrown.getMessage()).contains(why), thrown::getMessage);
    }
}
