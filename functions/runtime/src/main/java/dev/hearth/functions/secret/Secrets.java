package dev.hearth.functions.secret;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.hearth.HearthException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The secrets that one environment requests, with their values. Without any, all of it costs next to nothing. Immutable. */
public final class Secrets {
    /** What an environment has that requests none. */
    public static final Secrets NONE = new Secrets(Map.of());

    /** The shortest value, in characters: a shorter one could not be told apart from what else a log or a result says. */
    public static final int MIN_LENGTH = 4;

    /** What stands in place of a value. */
    public static final String MASK = "***";

    /** Lines of a value of several lines that are shorter are not masked by themselves. */
    private static final int MIN_LINE = 8;

    private final Map<String, String> values;
    private final List<String> masked = new ArrayList<>(0);
    private final Map<String, List<byte[]>> inJson = new TreeMap<>();

    /** @param values by key, each at least {@link #MIN_LENGTH} long */
    public Secrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
        this.values.forEach((key, value) -> {
            masked.add(value);
            // A log is a sequence of lines: it never has a value of several lines in one piece.
            value.lines().filter(line -> line.length() >= MIN_LINE).forEach(masked::add);
            byte[] plain = value.getBytes(StandardCharsets.UTF_8);
            byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(value);
            inJson.put(key, Arrays.equals(plain, quoted) ? List.of(plain) : List.of(plain, quoted));
        });
        // The longest first, for one may be a part of another.
        masked.sort(Comparator.comparingInt(String::length).reversed());
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The values by key. */
    public Map<String, String> values() {
        return values;
    }

    /**
     * The value of one.
     *
     * @param environment for the message
     * @throws HearthException if the environment does not request it
     */
    public String get(String environment, String key) {
        String value = values.get(key);
        if (value == null) {
            String known = values.isEmpty()
                    ? "It requests none"
                    : "It requests: "
                            + String.join(
                                    ", ", values.keySet().stream().sorted().toList());
            throw new HearthException("Secret '" + key + "': environment '" + environment + "' does not request it. "
                    + known + ". Add it to secretRequests of its @ActorEnvironment.");
        }
        return value;
    }

    /** The text with {@link #MASK} in place of each value. */
    public String mask(String text) {
        String result = text;
        for (String value : masked) {
            if (result.contains(value)) {
                result = result.replace(value, MASK);
            }
        }
        return result;
    }

    /** As {@link #mask}, for a text whose end has been cut off: a value may have lost its end with it. */
    public String maskCut(String text) {
        String result = mask(text);
        for (String value : masked) {
            for (int length = Math.min(value.length() - 1, result.length()); length >= MIN_LENGTH; length--) {
                if (result.regionMatches(result.length() - length, value, 0, length)) {
                    return result.substring(0, result.length() - length) + MASK;
                }
            }
        }
        return result;
    }

    /** The key of a secret whose value a JSON text contains, in a string or as it stands; empty if there is none. */
    public Optional<String> keyIn(byte[] json) {
        return inJson.entrySet().stream()
                .filter(secret -> secret.getValue().stream().anyMatch(form -> contains(json, form)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        byte first = part[0];
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (bytes[i] == first && Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "Secrets" + values.keySet().stream().sorted().toList();
    }
}
