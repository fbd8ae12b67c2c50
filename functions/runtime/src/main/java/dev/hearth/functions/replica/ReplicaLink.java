package dev.hearth.functions.replica;

import dev.hearth.functions.binding.FunctionCaller;
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
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The replica's end of its link, from the open WebSocket to the end of the process. Confined to the socket's event loop, but for {@link #out}. */
final class ReplicaLink {
    private static final Logger LOG = Logger.getLogger(ReplicaLink.class);

    /** The platform keeps to the payload limit, which the replica hears in the welcome only: this bounds what is absurd. */
    private static final LinkLimits LIMITS = LinkLimits.forPayloads(512 * 1024 * 1024);

    /** How long the platform may take to answer the hello. */
    private static final long WELCOME_MILLIS = 60_000;

    /** What the process does at the end of its link. */
    interface Ending {
        /** Ends in order: nothing runs. */
        void exit(int code);

        /** Ends at once: tasks may run. */
        void halt(int code);

        /** Ends at once and says why, without need of memory. */
        void outOfMemory();

        /** Whether the process is ending already, with an exit code that somebody else chose: a task, or a signal. */
        boolean underWay();
    }

    private final Vertx vertx;
    private final Context context;
    private final ReplicaIdentity identity;
    private final ReplicaScope scope;
    private final boolean regular;
    private final FunctionCaller functions;
    private final @Nullable ClassLoader taskLoader;
    private final Ending ending;
    private final LinkChannel channel;
    private final LinkReceiver receiver = new LinkReceiver();
    private final ClassArchive archive = ClassArchive.ofThisProcess();

    /** Results that the engine has let go and that have not been handed to the socket: their leases are still held. */
    private final Queue<FromReplica.Done> leaving = new ConcurrentLinkedQueue<>();

    private @Nullable ReplicaEngine engine;
    private @Nullable LinkDispatcher dispatcher;
    private boolean ended;

    /**
     * Says hello. Call it on the socket's event loop.
     *
     * @param token lets it join
     * @param regular it runs one task and then ends
     * @param build digest of the application
     * @param taskLoader the context class loader of task threads
     */
    ReplicaLink(
            Vertx vertx,
            WebSocket socket,
            ReplicaIdentity identity,
            String token,
            ReplicaScope scope,
            boolean regular,
            String build,
            FunctionCaller functions,
            @Nullable ClassLoader taskLoader,
            Ending ending) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.identity = identity;
        this.scope = scope;
        this.regular = regular;
        this.functions = functions;
        this.taskLoader = taskLoader;
        this.ending = ending;
        this.channel = new LinkChannel(socket, LIMITS, this::receive);
        channel.closeHandler(this::closed);
        channel.drainHandler(() -> pause(false));
        send(new FromReplica.Hello(
                FromReplica.PROTOCOL,
                identity.environment(),
                identity.environmentVersion(),
                identity.replica(),
                token,
                identity.concurrency(),
                ProcessHandle.current().pid(),
                build,
                archive.kind()));
        vertx.setTimer(WELCOME_MILLIS, timer -> {
            if (engine == null) {
                channel.close("no welcome came within " + WELCOME_MILLIS + " ms");
            }
        });
    }

    private void receive(Buffer frame) {
        receiver.receive(frame).ifPresent(this::handle);
    }

    private void handle(ToReplica message) {
        ReplicaEngine running = engine;
        LinkDispatcher calls = dispatcher;
        if (message instanceof ToReplica.Refused refused) {
            LOG.errorf("Replica '%s': the platform refused it: %s", identity.replica(), refused.reason());
            end();
            ending.exit(ReplicaExit.REFUSED);
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
        LinkDispatcher calls = new LinkDispatcher(
                this::out, Infrastructure.getDefaultExecutor(), welcome.payloadLimit(), scope.secrets());
        dispatcher = calls;
        Dispatchers.install(calls);
        engine = startEngine(welcome);
        vertx.setPeriodic(Math.max(1, welcome.heartbeatMillis()), timer -> heartbeat());
        LOG.logf(
                regular ? Logger.Level.DEBUG : Logger.Level.INFO,
                "Replica '%s' of environment '%s' is ready: process %d, %d task(s) at a time, reset between tasks %s, started in %d ms, class archive: %s.",
                identity.replica(),
                identity.environment(),
                ProcessHandle.current().pid(),
                identity.concurrency(),
                identity.concurrency() == 1 && !regular ? "on" : "off",
                sinceProcessStart(),
                archive);
    }

    private ReplicaEngine startEngine(ToReplica.Welcome welcome) {
        // Task threads take over the context class loader of the thread that starts them; this one is Vert.x's own.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(taskLoader);
        try {
            return new ReplicaEngine(
                            scope,
                            identity.concurrency(),
                            !regular,
                            welcome.payloadLimit(),
                            welcome.cancelGraceMillis(),
                            functions,
                            this::out)
                    .onOutOfMemory(
                            () -> {
                                // No further task may lose its attempt to the end of the process.
                                pause(true);
                                context.runOnContext(nothing -> outOfMemory());
                            },
                            ending::outOfMemory);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Takes messages of the engine and of callers, on any thread. */
    private void out(FromReplica message) {
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
        if (engine != null) {
            engine.pause(paused);
        }
    }

    private void heartbeat() {
        if (engine == null || ended) {
            return;
        }
        // In this order: what leaves the engine in between is seen in the queue.
        LongStream held = Arrays.stream(engine.held());
        LongStream underWay = leaving.stream()
                .flatMapToLong(done -> done.completions().stream().mapToLong(FromReplica.Completion::lease));
        send(new FromReplica.Heartbeat(
                LongStream.concat(held, underWay).distinct().toArray()));
    }

    /** Everything has been handed to the socket. */
    private void leave() {
        // Later than this call: the goodbye's chunk is written when it returns.
        context.runOnContext(nothing -> {
            end();
            channel.close("goodbye");
            ending.exit(ReplicaExit.STOPPED);
        });
    }

    private void outOfMemory() {
        try {
            end();
            channel.close("a task ran out of memory");
        } finally {
            // Also if there was no memory for that.
            ending.outOfMemory();
        }
    }

    private void closed(String reason) {
        if (!ended) {
            end();
            if (dispatcher != null) {
                dispatcher.close(reason);
            }
            if (ending.underWay()) {
                return;
            }
            LOG.errorf(
                    "Replica '%s': the link to the platform is closed: %s. The process ends.",
                    identity.replica(), reason);
            ending.halt(ReplicaExit.LINK_CLOSED);
        }
    }

    private void end() {
        ended = true;
    }

    private static long sinceProcessStart() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> System.currentTimeMillis() - start.toEpochMilli())
                .orElse(-1L);
    }
}
