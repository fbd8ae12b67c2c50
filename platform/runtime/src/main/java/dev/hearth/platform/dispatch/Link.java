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
import dev.hearth.platform.dispatch.Invitations.Refusal;
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
    private final Context context;
    private final long helloTimer;
    private volatile FromReplica.@Nullable Hello joined;
    private volatile @Nullable MessageConsumer<Object> address;
    private volatile boolean superseded;
    private boolean refused;
    private boolean closed;

    /** To be called on the socket's loop. */
    Link(LinkServer server, Vertx vertx, ServerWebSocket socket, LinkLimits limits, CallHandler handler) {
        this.server = server;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.peer = String.valueOf(socket.remoteAddress());
        this.limits = limits;
        this.channel = new LinkChannel(socket, STRANGER, this::received);
        this.sender = new LinkSender(channel);
        this.calls = new LinkCalls(handler, task -> context.runOnContext(nothing -> task.run()), sender::send);
        this.helloTimer = vertx.setTimer(
                Tuning.HELLO_WAIT.toMillis(),
                id -> refuse("", Refusal.open("it said no hello within " + Tuning.HELLO_WAIT.toSeconds() + " s")));
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
            calls.begin(replica.replica(), call);
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
        // Before another link of the same replica can find this one.
        joined = hello;
        Optional<Refusal> refusal = server.accept(hello, this);
        if (refusal.isPresent()) {
            joined = null;
            refuse(hello.replica(), refusal.get());
            return;
        }
        channel.limits(limits);
        server.introduced();
        MessageConsumer<Object> consumer = vertx.eventBus().localConsumer(Addresses.replica(hello.replica()));
        address = consumer;
        consumer.handler(this::send);
        // The pool welcomes it, refuses it, or has it closed, so the address comes first.
        vertx.eventBus()
                .<ReplicaEvent>sender(pool(hello), LocalCodec.OPTIONS)
                .write(new ReplicaEvent.Said(hello.replica(), hello))
                .onFailure(nobodyListens -> context.executeBlocking(() -> server.unheard(hello), false)
                        .onSuccess(this::turnAway)
                        .onFailure(failure -> channel.close("its pool cannot be made: " + failure.getMessage())));
    }

    /** It may join, but not now. */
    private void turnAway(Refusal refusal) {
        send(refusal.message());
    }

    boolean isOf(String environment) {
        FromReplica.Hello hello = joined;
        return hello == null || hello.environment().equals(environment);
    }

    /** The replica has come again, over another link. Called on that one's loop: from now on, this one says nothing more. */
    void superseded() {
        MessageConsumer<Object> listening = address;
        if (listening != null) {
            listening.unregister();
        }
        superseded = true;
        context.runOnContext(nothing -> channel.close("the replica has come again, over another link"));
    }

    private void send(ToReplica message) {
        sender.send(message);
        if (message instanceof ToReplica.Refused refused) {
            channel.close(refused.reason());
        }
    }

    private void send(Message<Object> message) {
        if (message.body() instanceof ToReplica toReplica) {
            send(toReplica);
        } else if (message.body() instanceof CloseLink close) {
            channel.close(close.reason());
        }
    }

    private void refuse(String replica, Refusal refusal) {
        refused = true;
        server.refused(replica, peer, refusal.reason());
        send(refusal.message());
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
        MessageConsumer<Object> listening = address;
        if (listening != null) {
            listening.unregister();
        }
        calls.cancelAll();
        server.gone(hello, this);
        tell(hello, new ReplicaEvent.Gone(hello.replica(), reason));
    }

    private void tell(FromReplica.Hello replica, ReplicaEvent event) {
        if (!superseded) {
            vertx.eventBus().send(pool(replica), event, LocalCodec.OPTIONS);
        }
    }

    private static String pool(FromReplica.Hello replica) {
        return Addresses.pool(replica.environment(), replica.environmentVersion());
    }
}
