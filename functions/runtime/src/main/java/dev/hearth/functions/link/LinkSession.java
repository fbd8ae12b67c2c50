package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a platform has sent over one link: bound arguments go out once, before the first element that needs them, and are
 * remembered until their run is forgotten. Confined to the link's event loop.
 */
final class LinkSession {
    /** An assignment is cut into several frames behind this many bytes of input, so that its first elements begin early. */
    static final int ASSIGN_BYTES = 256 * 1024;

    private final Map<String, Set<Long>> sentByRun = new HashMap<>();

    /** The frames of a message, in order; none if the other end need not know. */
    List<Buffer> frames(ToReplica message) {
        if (message instanceof ToReplica.Assign assign) {
            return assignFrames(assign.assignments());
        }
        if (message instanceof ToReplica.Forget forget && sentByRun.remove(forget.run()) == null) {
            return List.of();
        }
        return List.of(ToReplicaFrames.encode(message));
    }

    private List<Buffer> assignFrames(List<Assignment> elements) {
        List<Buffer> frames = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < elements.size(); i++) {
            Assignment element = elements.get(i);
            if (bytes > 0 && bytes + element.input().length > ASSIGN_BYTES) {
                frames.add(AssignFrames.encode(elements.subList(from, i)));
                from = i;
                bytes = 0;
            }
            bytes += element.input().length;
            BoundArguments bound = element.bound();
            if (bound != null
                    && sentByRun
                            .computeIfAbsent(bound.run(), run -> new HashSet<>())
                            .add(bound.id())) {
                frames.add(ToReplicaFrames.encode(bound));
            }
        }
        frames.add(AssignFrames.encode(elements.subList(from, elements.size())));
        return frames;
    }
}
