package dev.hearth.platform.run;

import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.ParameterSpec;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.link.BoundArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Turns the arguments of a map's calls into JSON, and finds those that are the same for all elements, so that they travel once to each
 * replica. What the second element shares with the first counts as bound: the same object, or an equal number, string or boolean. An
 * element that differs later is sent whole. Not safe for use by several threads.
 */
final class BoundEncoder {
    /** An element's own arguments, and those it shares. */
    record Encoded(byte[] input, @Nullable BoundArguments bound) {}

    private static final AtomicLong IDS = new AtomicLong();

    private final JsonBinding json;
    private final TaskSpec task;
    private final String run;
    private Object @Nullable [] first;
    private List<Integer> boundPositions = List.of();
    private List<ParameterSpec> ownParameters;
    private @Nullable BoundArguments bound;
    private boolean decided;

    BoundEncoder(JsonBinding json, TaskSpec task, String run) {
        this.json = json;
        this.task = task;
        this.run = run;
        this.ownParameters = task.parameters();
    }

    Encoded encode(@Nullable Object[] arguments) {
        if (first == null) {
            first = arguments;
            return whole(arguments);
        }
        if (!decided) {
            decided = true;
            decide(first, arguments);
        }
        if (bound == null || !sharesBound(first, arguments)) {
            return whole(arguments);
        }
        return new Encoded(json.encodeArguments(ownParameters, own(arguments)), bound);
    }

    private Encoded whole(@Nullable Object[] arguments) {
        return new Encoded(json.encodeArguments(task.parameters(), arguments), null);
    }

    private void decide(@Nullable Object[] one, @Nullable Object[] two) {
        List<Integer> positions = new ArrayList<>();
        List<ParameterSpec> boundParameters = new ArrayList<>();
        List<ParameterSpec> own = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < one.length; i++) {
            ParameterSpec parameter = task.parameters().get(i);
            if (same(one[i], two[i])) {
                positions.add(i);
                boundParameters.add(parameter);
                values.add(one[i]);
            } else {
                own.add(parameter);
            }
        }
        if (!positions.isEmpty()) {
            boundPositions = positions;
            ownParameters = own;
            bound = new BoundArguments(
                    IDS.incrementAndGet(), run, json.encodeArguments(boundParameters, values.toArray()));
        }
    }

    private boolean sharesBound(@Nullable Object[] one, @Nullable Object[] other) {
        for (int position : boundPositions) {
            if (!same(one[position], other[position])) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object[] own(@Nullable Object[] arguments) {
        @Nullable Object[] own = new @Nullable Object[ownParameters.size()];
        int next = 0;
        for (int i = 0; i < arguments.length; i++) {
            if (!boundPositions.contains(i)) {
                own[next++] = arguments[i];
            }
        }
        return own;
    }

    private static boolean same(@Nullable Object one, @Nullable Object two) {
        // Only values that cannot change are compared by equals: a mutable object may become another between two
        // elements, but then
        // it is not bound by the author's intent either, unless it is the very same object.
        return one == two || (isImmutable(one) && Objects.equals(one, two));
    }

    private static boolean isImmutable(@Nullable Object value) {
        return value instanceof Number
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Character;
    }
}
