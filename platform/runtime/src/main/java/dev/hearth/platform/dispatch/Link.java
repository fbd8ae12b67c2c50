package dev.hearth.platform.dispatch;

import dev.hearth.functions.link.FrameCodec;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.LinkChannel;
import dev.hearth.functions.link.LinkLimits;
import dev.hearth.functions.link.LinkProtocolException;
import dev.hearth.functions.link.LinkSender;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.platform.bus.Addresses;
import dev.hearth.platform.bus.CloseLink;
import dev.hearth.platform.bus.LocalCodec;
import dev.hearth.platform.bus.ReplicaEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection at the link's path, from its opening to its end: a stranger until its hello is accepted, then the bridge between
 * a replica's address on the event bus and its WebSocket. Confined to the socket's event loop.
 */
final class Link {
    /** Room for a hello, and no more: anybody can open a link. */
    private static final LinkLimits STRANGER = new LinkLimits(16 * 1024, 64 * 1024);

    private final LinkServer server;
    private final Vertx vertx;
    private final String peer;
    private final LinkLimits limits;
    private final LinkChannel channel;
    private final LinkSender sender;
    private final LinkCalls calls;
    private final long helloTimer;
    private FromReplica.@Nullable Hello joined;
    private @Nullable MessageConsumer<Object> address;
    private boolean refused;
    private boolean closed;

    /** To be called on the socket's loop. */
    Link(LinkServer server, Vertx vertx, ServerWebSocket socket, LinkLimits limits, CallHandler handler) {
        this.server = server;
        this.vertx = vertx;
        Context context = vertx.getOrCreateContext();
        this.peer = String.valueOf(socket.remoteAddress());
        this.limits = limits;
        this.channel = new LinkChannel(socket, STRANGER, this::received);
        this.sender = new LinkSender(channel);
        this.calls = new LinkCalls(handler, task -> context.runOnContext(nothing -> task.run()), sender::send);
        this.helloTimer = vertx.setTimer(
                Tuning.HELLO_WAIT.toMillis(),
                id -> refuse(
                        "",
                        Invitations.Refusal.open("it said no hello within " + Tuning.HELLO_WAIT.toSeconds() + " s")));
        channel.closeHandler(this::closed);
    }

    private void received(Buffer frame) {
        FromReplica message = FrameCodec.decodeFromReplica(frame);
        FromReplica.Hello hello = joined;
        if (hello != null) {
            heard(hello, message);
        } else if (message instanceof FromReplica.Hello first) {
            introduced(first);
        } else {
            throw new LinkProtocolException("Link: the first message must be a hello.");
        }
    }

    private void heard(FromReplica.Hello replica, FromReplica message) {
        if (message instanceof FromReplica.Call call) {
            calls.begin(call);
        } else if (message instanceof FromReplica.CancelCall cancel) {
            calls.cancel(cancel.call());
        } else if (message instanceof FromReplica.Hello) {
            throw new LinkProtocolException("Link: a second hello came.");
        } else {
            tell(replica, new ReplicaEvent.Said(replica.replica(), message));
        }
    }

    private void introduced(FromReplica.Hello hello) {
        vertx.cancelTimer(helloTimer);
        Optional<Invitations.Refusal> refusal = server.accept(hello);
        if (refusal.isPresent()) {
            refuse(hello.replica(), refusal.get());
            return;
        }
        channel.limits(limits);
        joined = hello;
        server.introduced();
        MessageConsumer<Object> consumer = vertx.eventBus().localConsumer(Addresses.replica(hello.replica()));
        address = consumer;
        consumer.handler(this::send);
        // The pool welcomes it, or has it closed, so the address comes first.
        tell(hello, new ReplicaEvent.Said(hello.replica(), hello));
    }

    private void send(Message<Object> message) {
        if (message.body() instanceof ToReplica toReplica) {
            sender.send(toReplica);
        } else if (message.body() instanceof CloseLink close) {
            channel.close(close.reason());
        }
    }

    private void refuse(String replica, Invitations.Refusal refusal) {
        refused = true;
        server.refused(replica, peer, refusal.reason());
        sender.send(refusal.message());
        channel.close(refusal.told());
    }

    private void closed(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        vertx.cancelTimer(helloTimer);
        FromReplica.Hello hello = joined;
        if (hello == null) {
            server.introduced();
            if (!refused) {
                server.refused("", peer, reason);
            }
            return;
        }
        if (address != null) {
            address.unregister();
        }
        calls.cancelAll();
        tell(hello, new ReplicaEvent.Gone(hello.replica(), reason));
    }

    private void tell(FromReplica.Hello replica, ReplicaEvent event) {
        vertx.eventBus()
                .send(Addresses.pool(replica.environment(), replica.environmentVersion()), event, LocalCodec.OPTIONS);
    }
}
