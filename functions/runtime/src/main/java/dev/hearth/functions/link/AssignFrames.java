package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of {@link ToReplica.Assign}: first the groups of the frame, each a run, its trace, a task and bound arguments by their id;
 * then the elements, each with its group's number. So names travel once a frame, whatever the order of the elements.
 */
final class AssignFrames {
    /** Three empty texts and a flag. */
    private static final int LEAST_GROUP = 4;

    /** Group, lease, index, attempt, timeout and the input's length: a byte each at least. */
    private static final int LEAST_ELEMENT = 6;

    private record Group(String run, String trace, String task, long boundId, boolean hasBound) {
        static Group of(Assignment element) {
            BoundArguments bound = element.bound();
            return new Group(
                    element.run(), element.trace(), element.task(), bound == null ? 0 : bound.id(), bound != null);
        }
    }

    private AssignFrames() {}

    static Buffer encode(List<Assignment> elements) {
        Map<Group, Integer> groups = new LinkedHashMap<>();
        int[] numbers = new int[elements.size()];
        int size = 64;
        for (int i = 0; i < numbers.length; i++) {
            Assignment element = elements.get(i);
            // Most come one after another from the same map.
            numbers[i] = i > 0 && sameGroup(element, elements.get(i - 1)) ? numbers[i - 1] : number(groups, element);
            size += 24 + element.input().length;
        }
        FrameWriter out = new FrameWriter(FrameType.ASSIGN, size);
        out.number(groups.size());
        for (Group group : groups.keySet()) {
            out.text(group.run()).text(group.trace()).text(group.task()).flag(group.hasBound());
            if (group.hasBound()) {
                out.number(group.boundId());
            }
        }
        out.number(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            Assignment element = elements.get(i);
            out.number(numbers[i])
                    .number(element.lease())
                    .number(element.index())
                    .number(element.attempt())
                    .number(element.timeoutMillis())
                    .bytes(element.input());
        }
        return out.toBuffer();
    }

    @SuppressWarnings("ReferenceEquality") // Equal ones that are not the same are found among the groups.
    private static boolean sameGroup(Assignment one, Assignment other) {
        return one.bound() == other.bound()
                && one.run().equals(other.run())
                && one.trace().equals(other.trace())
                && one.task().equals(other.task());
    }

    private static int number(Map<Group, Integer> groups, Assignment element) {
        Integer known = groups.putIfAbsent(Group.of(element), groups.size());
        return known == null ? groups.size() - 1 : known;
    }

    static ToReplica.Assign decode(FrameReader in, LongFunction<@Nullable BoundArguments> bound) {
        int groupCount = in.count("groups", LEAST_GROUP);
        List<Assignment> groups = new ArrayList<>(groupCount);
        for (int i = 0; i < groupCount; i++) {
            groups.add(new Assignment(
                    0, in.text("run"), in.text("trace"), in.text("task"), 0, 0, 0, bound(in, bound), new byte[0]));
        }
        int count = in.count("elements", LEAST_ELEMENT);
        List<Assignment> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int number = in.smallNumber("group");
            if (number >= groupCount) {
                throw in.fault("group", number + " is none of the frame's " + groupCount);
            }
            Assignment group = groups.get(number);
            elements.add(new Assignment(
                    in.number("lease"),
                    group.run(),
                    group.trace(),
                    group.task(),
                    in.number("index"),
                    in.smallNumber("attempt"),
                    in.number("timeout"),
                    group.bound(),
                    in.bytes("input")));
        }
        return new ToReplica.Assign(elements);
    }

    private static @Nullable BoundArguments bound(FrameReader in, LongFunction<@Nullable BoundArguments> known) {
        if (!in.flag("has bound arguments")) {
            return null;
        }
        long id = in.number("bound arguments");
        BoundArguments found = known.apply(id);
        if (found == null) {
            throw in.fault("bound arguments", "number " + id + " has not been sent on this link, or is forgotten");
        }
        return found;
    }
}
