package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The platform's end of one link, as to what it has sent: bound arguments go out once, before the first element that needs
 * them, and are remembered until their run is forgotten. Confined to the link's event loop.
 */
public final class LinkSender {
    /** An assignment is cut into several frames behind this many bytes of input, so that its first elements begin early. */
    static final int ASSIGN_BYTES = 256 * 1024;

    private final LinkChannel channel;
    private final Map<String, Set<Long>> sentByRun = new HashMap<>();

    public LinkSender(LinkChannel channel) {
        this.channel = channel;
    }

    /** Sends a message. Those that are urgent may overtake others. */
    public void send(ToReplica message) {
        boolean urgent = FrameCodec.urgent(message);
        for (Buffer frame : frames(message)) {
            if (urgent) {
                channel.sendUrgent(frame);
            } else {
                channel.send(frame);
            }
        }
    }

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
