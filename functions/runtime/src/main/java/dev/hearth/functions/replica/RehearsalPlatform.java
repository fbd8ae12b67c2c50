package dev.hearth.functions.replica;

import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.FrameCodec;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.LinkChannel;
import dev.hearth.functions.link.LinkLimits;
import dev.hearth.functions.link.LinkSender;
import dev.hearth.functions.link.ToReplica;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The platform of a rehearsal, inside the replica's own process: welcomes the replica, sends it one task that the application does
 * not have, and tells it to stop. So the replica loads what its first real task will need, and runs nothing of the application's author.
 */
final class RehearsalPlatform {
    private static final int PAYLOAD_LIMIT = 1024 * 1024;
    private static final long HEARTBEAT_MILLIS = 1000;
    private static final long CANCEL_GRACE_MILLIS = 1000;

    private RehearsalPlatform() {}

    /** Listens on a free port of the loopback interface. Gives the address for the replica. */
    static Future<URI> open(Vertx vertx) {
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> {
                    var unused = request.toWebSocket().onSuccess(RehearsalPlatform::joined);
                })
                .listen()
                .map(server -> URI.create("ws://127.0.0.1:" + server.actualPort() + "/rehearsal"));
    }

    private static void joined(ServerWebSocket socket) {
        LinkSender[] sender = new LinkSender[1];
        LinkChannel channel =
                new LinkChannel(socket, LinkLimits.forPayloads(PAYLOAD_LIMIT), frame -> answer(frame, sender[0]));
        sender[0] = new LinkSender(channel);
    }

    private static void answer(Buffer frame, LinkSender sender) {
        FromReplica message = FrameCodec.decodeFromReplica(frame);
        if (message instanceof FromReplica.Hello) {
            sender.send(new ToReplica.Welcome(HEARTBEAT_MILLIS, PAYLOAD_LIMIT, CANCEL_GRACE_MILLIS));
            sender.send(new ToReplica.Assign(List.of(new Assignment(
                    1, "rehearsal", "", "rehearsal.none", 0, 1, 1000, null, "{}".getBytes(StandardCharsets.UTF_8)))));
        } else if (message instanceof FromReplica.Done) {
            sender.send(new ToReplica.Stop());
        }
    }
}
