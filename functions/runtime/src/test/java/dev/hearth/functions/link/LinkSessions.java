package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Both ends' sessions of one link, joined without a socket. */
final class LinkSessions {
    final LinkSession sender = new LinkSession();
    final LinkReceiver receiver = new LinkReceiver();
    private final List<ToReplica> received = new ArrayList<>();

    /** The frames that a message became; they are received too. */
    List<Buffer> send(ToReplica message) {
        List<Buffer> frames = sender.frames(message);
        for (Buffer frame : frames) {
            receiver.receive(frame).ifPresent(received::add);
        }
        return frames;
    }

    List<ToReplica> received() {
        return received;
    }
}
