package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The replica's end of one link, as to what it has been sent: keeps bound arguments until their run is forgotten, and gives
 * them to the elements that need them. Confined to the link's event loop.
 */
public final class LinkReceiver {
    private final Map<Long, BoundArguments> byId = new HashMap<>();
    private final Map<String, Set<Long>> byRun = new HashMap<>();

    /**
     * Takes one frame.
     *
     * @return the message; empty if the frame only brought bound arguments
     * @throws LinkProtocolException if it is no frame of a platform
     */
    public Optional<ToReplica> receive(Buffer frame) {
        Optional<BoundArguments> bound = FrameCodec.decodeBind(frame);
        if (bound.isPresent()) {
            remember(bound.get());
            return Optional.empty();
        }
        ToReplica message = FrameCodec.decodeToReplica(frame, byId::get);
        if (message instanceof ToReplica.Forget forget) {
            forget(forget.run());
        }
        return Optional.of(message);
    }

    private void remember(BoundArguments bound) {
        byId.put(bound.id(), bound);
        byRun.computeIfAbsent(bound.run(), run -> new HashSet<>()).add(bound.id());
    }

    private void forget(String run) {
        Set<Long> ids = byRun.remove(run);
        if (ids != null) {
            ids.forEach(byId::remove);
        }
    }
}
