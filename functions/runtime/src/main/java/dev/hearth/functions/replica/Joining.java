package dev.hearth.functions.replica;

import dev.hearth.functions.link.ToReplica;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** How a replica in a pod comes to its link: the platform, its Service and the join key may all come later than the pod. Confined to one event loop. */
final class Joining {
    private static final Logger LOG = Logger.getLogger(Joining.class);

    private final Vertx vertx;
    private final ReplicaWork work;
    private final Path joinKey;
    private final Function<URI, Future<WebSocket>> dialler;
    private final ProcessEnd end;
    private final BackOff backOff = new BackOff();
    private Optional<URI> redirect = Optional.empty();
    private String lastTrouble = "";
    private boolean over;

    /** @param dialler opens a WebSocket there */
    Joining(Vertx vertx, ReplicaWork work, Path joinKey, Function<URI, Future<WebSocket>> dialler, ProcessEnd end) {
        this.vertx = vertx;
        this.work = work;
        this.joinKey = joinKey;
        this.dialler = dialler;
        this.end = end;
    }

    /** Tries until there is a link, which tells its owner the rest. */
    void attempt(LinkOwner owner) {
        if (over) {
            return;
        }
        URI platform = redirect.orElse(work.identity().platform());
        redirect = Optional.empty();
        var unused = vertx.executeBlocking(this::readKey)
                .compose(key ->
                        dialler.apply(platform).map(socket -> new ReplicaLink(vertx, socket, work, key, owner, end)))
                .onFailure(failure -> {
                    trouble("the platform at " + platform + " cannot be reached: " + failure.getMessage());
                    again(owner, 0);
                });
    }

    /** The same a while after a link. */
    void again(LinkOwner owner, long leastMillis) {
        if (!over) {
            vertx.setTimer(backOff.next(leastMillis), timer -> attempt(owner));
        }
    }

    /** The same as the platform has said. */
    void again(LinkOwner owner, ToReplica.Refused refused) {
        redirect = refused.platform().filter(this::asSafe);
        if (redirect.isPresent()) {
            LOG.infof("Replica '%s': the platform sends it to %s.", name(), redirect.get());
        } else {
            trouble("the platform refused it: " + refused.reason());
        }
        again(owner, refused.retryMillis());
    }

    /** There is a link that works, or there was one for a while: the next attempt need not wait long. */
    void worked() {
        backOff.reset();
        lastTrouble = "";
    }

    /** No further attempt. */
    void stop() {
        over = true;
    }

    /** Tells the same trouble once. */
    void trouble(String what) {
        LOG.logf(
                what.equals(lastTrouble) ? Logger.Level.DEBUG : Logger.Level.INFO,
                "Replica '%s': %s. It tries again.",
                name(),
                what);
        lastTrouble = what;
    }

    /** The join key goes there: not in the clear if it is encrypted on the usual way. */
    private boolean asSafe(URI platform) {
        return "wss".equals(platform.getScheme())
                || "ws".equals(work.identity().platform().getScheme());
    }

    private String readKey() throws IOException {
        try {
            return Files.readString(joinKey).strip();
        } catch (NoSuchFileException e) {
            throw new IOException("the join key '" + joinKey + "' is not there yet", e);
        }
    }

    private String name() {
        return work.identity().replica();
    }
}
