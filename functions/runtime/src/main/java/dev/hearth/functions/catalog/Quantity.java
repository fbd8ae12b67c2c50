package dev.hearth.functions.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount as Kubernetes writes it, exactly. */
public record Quantity(BigDecimal amount) implements Comparable<Quantity> {
    /** What to write for processors. */
    public static final String CPU_EXAMPLES = "Write processors such as 2, 0.5 or 500m";

    /** What to write for memory. */
    public static final String MEMORY_EXAMPLES = "Write bytes such as 300Mi, 2Gi or 500M";

    /** Longer ones mean nothing, and exponents of any size would take any time. */
    private static final Pattern FORM = Pattern.compile(
            "(?<number>\\d{1,20}(\\.\\d{0,20})?|\\.\\d{1,20})(?<suffix>[numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d{1,2})?");

    private static final Map<String, BigDecimal> FACTORS = Map.ofEntries(
            Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
            Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
            Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
            Map.entry("", BigDecimal.ONE),
            Map.entry("k", BigDecimal.TEN.pow(3)),
            Map.entry("M", BigDecimal.TEN.pow(6)),
            Map.entry("G", BigDecimal.TEN.pow(9)),
            Map.entry("T", BigDecimal.TEN.pow(12)),
            Map.entry("P", BigDecimal.TEN.pow(15)),
            Map.entry("E", BigDecimal.TEN.pow(18)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    /**
     * Processors.
     *
     * @throws IllegalArgumentException if it is none; the message says why, without saying which
     */
    public static Quantity cpu(String text) {
        Quantity cpu = parse(text);
        if (cpu.amount.movePointRight(3).stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("is finer than a thousandth of a processor");
        }
        return cpu;
    }

    /**
     * Bytes.
     *
     * @throws IllegalArgumentException if it is none; the message says why, without saying which
     */
    public static Quantity memory(String text) {
        Quantity memory = parse(text);
        if (memory.amount.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(
                    "is " + memory.amount.toPlainString() + " bytes, which is no whole number"
                            + (text.endsWith("m") ? ": m stands for thousandths, Mi and M for millions" : ""));
        }
        return memory;
    }

    private static Quantity parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("is no quantity");
        }
        String suffix = form.group("suffix") == null ? "" : form.group("suffix");
        BigDecimal number = new BigDecimal(form.group("number"));
        BigDecimal factor = FACTORS.get(suffix);
        BigDecimal amount = factor == null
                ? number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)))
                : number.multiply(factor);
        if (amount.signum() == 0) {
            throw new IllegalArgumentException("is nothing");
        }
        if (amount.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("is more than there can be");
        }
        return new Quantity(amount.stripTrailingZeros());
    }

    /** Rounded up to a whole number. */
    public long ceil() {
        return amount.setScale(0, RoundingMode.CEILING).longValueExact();
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }
}
