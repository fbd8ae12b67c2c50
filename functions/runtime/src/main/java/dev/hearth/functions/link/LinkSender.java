package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;

/** The platform's end of one link, outwards: messages in, frames out. Confined to the link's event loop. */
public final class LinkSender {
    private final LinkChannel channel;
    private final LinkSession session = new LinkSession();

    public LinkSender(LinkChannel channel) {
        this.channel = channel;
    }

    /** Sends a message. Those that are urgent may overtake others. */
    public void send(ToReplica message) {
        boolean urgent = FrameCodec.urgent(message);
        for (Buffer frame : session.frames(message)) {
            if (urgent) {
                channel.sendUrgent(frame);
            } else {
                channel.send(frame);
            }
        }
    }
}
