package dev.hearth.functions.replica;

import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The life of a replica in a pod, which the platform has not started and does not end: it joins whenever there is a platform, and has one engine all
 * the time, so that what it keeps in memory outlives links and platforms. Confined to one event loop, but for {@link #drain}.
 */
final class PodLife implements LinkOwner {
    private static final Logger LOG = Logger.getLogger(PodLife.class);

    /** After a link of that age the next one need not be waited for. */
    private static final long WORKED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Context context;
    private final String name;
    private final Duration drain;
    private final Joining joining;
    private final ProcessEnd end;
    private final ReplicaEngine engine;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private long connectedAt;
    private boolean connected;
    private boolean engineEnded;
    private boolean draining;

    /**
     * Starts the task threads; {@link #begin} joins.
     *
     * @param untilWelcome the limits as long as no platform has said others
     * @param dialler opens a WebSocket there
     */
    PodLife(
            Vertx vertx,
            ReplicaWork work,
            ReplicaPlace.Pod pod,
            ToReplica.Welcome untilWelcome,
            Function<URI, Future<WebSocket>> dialler,
            ProcessEnd end) {
        this.context = vertx.getOrCreateContext();
        this.name = work.identity().replica();
        this.drain = pod.drain();
        this.joining = new Joining(vertx, work, pod.joinKey(), dialler, end);
        this.end = end;
        this.engine = work.engine(untilWelcome.payloadLimit(), untilWelcome.cancelGraceMillis(), message -> {})
                .staying(() -> context.runOnContext(nothing -> engineEnded()))
                .onOutOfMemory(end::outOfMemory, end::outOfMemory);
    }

    ReplicaEngine engine() {
        return engine;
    }

    /** Joins, and joins again whenever the link is gone. */
    void begin() {
        context.runOnContext(nothing -> joining.attempt(this));
    }

    @Override
    public ReplicaEngine welcomed(ToReplica.Welcome welcome, Consumer<FromReplica> out) {
        connected = true;
        connectedAt = System.nanoTime();
        engine.connect(welcome, out);
        return engine;
    }

    @Override
    public void refused(ToReplica.Refused refused) {
        joining.again(this, refused);
    }

    @Override
    public void left() {
        unlinked();
    }

    @Override
    public void lost(String reason) {
        if (!connected) {
            joining.trouble("the link was closed before the welcome: " + reason);
        } else if (!draining) {
            LOG.warnf("Replica '%s': the link to the platform is closed: %s. It joins again.", name, reason);
        }
        unlinked();
    }

    private void unlinked() {
        if (connected && System.nanoTime() - connectedAt > WORKED_NANOS) {
            joining.worked();
        }
        connected = false;
        if (engineEnded) {
            finish();
        } else {
            engine.disconnect();
            joining.again(this, 0);
        }
    }

    /**
     * Takes nothing more, finishes what runs and says goodbye, whether a platform is there or not. Blocks until then, for as long as the pod may
     * take. Safe for use by any thread but the event loop's.
     *
     * @return whether it was done in time
     */
    boolean drain() {
        context.runOnContext(nothing -> {
            draining = true;
            joining.stop();
            engine.drain();
        });
        try {
            drained.get(drain.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            LOG.warnf(
                    "Replica '%s': tasks still run %d s after it was told to end. The pool runs them again elsewhere.",
                    name, drain.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return false;
    }

    private void engineEnded() {
        engineEnded = true;
        joining.stop();
        // With a link, the goodbye is on its way, and its end is near.
        if (!connected) {
            finish();
        }
    }

    private void finish() {
        drained.complete(null);
        if (!draining) {
            LOG.errorf("Replica '%s': a task does not end. The process ends.", name);
            end.exit(ReplicaExit.STUCK);
        }
    }
}
