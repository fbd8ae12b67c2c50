package dev.hearth.functions.replica;

import dev.hearth.functions.dispatch.Dispatchers;
import dev.hearth.functions.link.FrameCodec;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.LinkChannel;
import dev.hearth.functions.link.LinkLimits;
import dev.hearth.functions.link.LinkProtocolException;
import dev.hearth.functions.link.LinkReceiver;
import dev.hearth.functions.link.ToReplica;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The replica's end of one link, from the open WebSocket to its close. Confined to the socket's event loop, but for {@link #out}. */
final class ReplicaLink {
    private static final Logger LOG = Logger.getLogger(ReplicaLink.class);

    /** The platform keeps to the payload limit, which the replica hears in the welcome only: this bounds what is absurd. */
    private static final LinkLimits LIMITS = LinkLimits.forPayloads(512 * 1024 * 1024);

    /** How long the platform may take to answer the hello. */
    private static final long WELCOME_MILLIS = 60_000;

    /**
     * How long a platform in another pod may say nothing: it may be frozen, or its machine gone, and no packet tells. Longer than it is away when it
     * is merely busy. A child's platform is on its own machine, where each end is seen.
     */
    private static final long SILENCE_MILLIS = 30_000;

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context context;
    private final ReplicaWork work;
    private final LinkOwner owner;
    private final ProcessEnd processEnd;
    private final LinkChannel channel;
    private final LinkReceiver receiver = new LinkReceiver();
    private final ClassArchive archive = ClassArchive.ofThisProcess();
    private final long welcomeTimer;

    /** Results that the engine has let go and that have not been handed to the socket: their leases are still held. */
    private final Queue<FromReplica.Done> leaving = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean beating = new AtomicBoolean();

    private @Nullable ReplicaEngine engine;
    private @Nullable LinkDispatcher dispatcher;
    private long heartbeatTimer = NO_TIMER;
    private long unanswered;
    private boolean ended;

    /**
     * Says hello. Call it on the socket's event loop.
     *
     * @param token lets it join
     */
    ReplicaLink(Vertx vertx, WebSocket socket, ReplicaWork work, String token, LinkOwner owner, ProcessEnd processEnd) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.work = work;
        this.owner = owner;
        this.processEnd = processEnd;
        this.channel = new LinkChannel(socket, LIMITS, this::receive);
        channel.closeHandler(this::closed);
        channel.drainHandler(() -> pause(false));
        ReplicaIdentity identity = work.identity();
        send(new FromReplica.Hello(
                FromReplica.PROTOCOL,
                identity.environment(),
                identity.environmentVersion(),
                identity.replica(),
                token,
                identity.concurrency(),
                ProcessHandle.current().pid(),
                work.build(),
                archive.kind()));
        welcomeTimer = vertx.setTimer(
                WELCOME_MILLIS, timer -> channel.close("no welcome came within " + WELCOME_MILLIS + " ms"));
    }

    private void receive(Buffer frame) {
        receiver.receive(frame).ifPresent(this::handle);
    }

    private void handle(ToReplica message) {
        ReplicaEngine running = engine;
        LinkDispatcher calls = dispatcher;
        if (ended) {
            return;
        }
        if (message instanceof ToReplica.Refused refused) {
            end("the platform refused it");
            channel.close("refused");
            owner.refused(refused);
        } else if (running == null || calls == null) {
            if (!(message instanceof ToReplica.Welcome welcome)) {
                throw new LinkProtocolException(
                        "Link: " + message.getClass().getSimpleName() + " came before the welcome.");
            }
            begin(welcome);
        } else if (message instanceof ToReplica.Reply reply) {
            calls.answered(reply);
        } else {
            running.handle(message);
        }
    }

    private void begin(ToReplica.Welcome welcome) {
        vertx.cancelTimer(welcomeTimer);
        LinkDispatcher calls = new LinkDispatcher(
                this::out,
                Infrastructure.getDefaultExecutor(),
                welcome.payloadLimit(),
                work.scope().secrets());
        dispatcher = calls;
        Dispatchers.install(calls);
        engine = owner.welcomed(welcome, this::out)
                .onOutOfMemory(
                        () -> {
                            // No further task may lose its attempt to the end of the process.
                            pause(true);
                            context.runOnContext(nothing -> outOfMemory());
                        },
                        processEnd::outOfMemory);
        long pause = Math.max(1, welcome.heartbeatMillis());
        boolean watched = work.identity().place() instanceof ReplicaPlace.Pod;
        heartbeatTimer = vertx.setPeriodic(pause, timer -> {
            heartbeat();
            if (watched) {
                watch(SILENCE_MILLIS / pause);
            }
        });
        ReplicaIdentity identity = work.identity();
        LOG.logf(
                work.regular() ? Logger.Level.DEBUG : Logger.Level.INFO,
                "Replica '%s' of environment '%s' is ready: process %d, %d task(s) at a time, reset between tasks %s, started in %d ms, class archive: %s.",
                identity.replica(),
                identity.environment(),
                ProcessHandle.current().pid(),
                identity.concurrency(),
                identity.concurrency() == 1 && !work.regular() ? "on" : "off",
                sinceProcessStart(),
                archive);
    }

    /** Takes messages of the engine and of callers, on any thread. */
    private void out(FromReplica message) {
        if (message instanceof FromReplica.Heartbeat) {
            // What is under way is known here alone. Many that come at once are one.
            if (beating.compareAndSet(false, true)) {
                context.runOnContext(nothing -> heartbeat());
            }
            return;
        }
        if (message instanceof FromReplica.Done done) {
            leaving.add(done);
        }
        context.runOnContext(nothing -> send(message));
    }

    private void send(FromReplica message) {
        Buffer frame = FrameCodec.encode(message);
        if (message instanceof FromReplica.Done) {
            // In order, so the one that has left is the first.
            channel.send(frame, leaving::remove);
        } else if (message instanceof FromReplica.Goodbye) {
            channel.send(frame, this::leave);
        } else if (FrameCodec.urgent(message)) {
            channel.sendUrgent(frame);
        } else {
            channel.send(frame);
        }
        if (channel.saturated()) {
            pause(true);
        }
    }

    private void pause(boolean paused) {
        // Behind its end, this link has no say in what may have another.
        if (engine != null && !ended) {
            engine.pause(paused);
        }
    }

    private void heartbeat() {
        beating.set(false);
        ReplicaEngine running = engine;
        if (running == null || ended) {
            return;
        }
        // In this order: what leaves the engine in between is seen in the queue.
        LongStream held = Arrays.stream(running.held());
        LongStream underWay = leaving.stream()
                .flatMapToLong(done -> done.completions().stream().mapToLong(FromReplica.Completion::lease));
        send(new FromReplica.Heartbeat(
                LongStream.concat(held, underWay).distinct().toArray(), running.direct()));
    }

    /** Counts questions, not time: a replica that was frozen itself has asked none meanwhile. */
    private void watch(long most) {
        unanswered = channel.ping() ? 0 : unanswered + 1;
        if (unanswered > most) {
            channel.close("the platform has said nothing for " + SILENCE_MILLIS + " ms");
        }
    }

    /** Everything has been handed to the socket. */
    private void leave() {
        // Later than this call: the goodbye's chunk is written when it returns.
        context.runOnContext(nothing -> {
            if (!ended) {
                end("the replica has left");
                channel.close("goodbye");
                owner.left();
            }
        });
    }

    private void outOfMemory() {
        try {
            ended = true;
            channel.close("a task ran out of memory");
        } finally {
            // Also if there was no memory for that.
            processEnd.outOfMemory();
        }
    }

    private void closed(String reason) {
        if (!ended) {
            end(reason);
            owner.lost(reason);
        }
    }

    private void end(String reason) {
        ended = true;
        if (dispatcher != null) {
            dispatcher.close(reason);
        }
        vertx.cancelTimer(welcomeTimer);
        vertx.cancelTimer(heartbeatTimer);
    }

    private static long sinceProcessStart() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> System.currentTimeMillis() - start.toEpochMilli())
                .orElse(-1L);
    }
}
