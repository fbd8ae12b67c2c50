package dev.hearth.platform.peer;

import dev.hearth.FailureKind;
import dev.hearth.HearthException;
import dev.hearth.functions.link.BoundArguments;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.LinkChannel;
import dev.hearth.functions.link.LinkLimits;
import dev.hearth.functions.link.LinkProtocolException;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.Settled;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One platform's elements in this platform's pools. When the link ends, they are cancelled: the other platform, or whoever has taken over
 * its runs, sends them again. Confined to the link's loop, but where it says otherwise.
 */
final class PeerSession {
    private static final int MESSAGE_BYTES = 256 * 1024;

    /** What an outcome costs beside its result. */
    private static final int OUTCOME_BYTES = 64;

    /** Beyond any id that this platform gives to arguments of its own runs. */
    private static final AtomicLong BOUND_IDS = new AtomicLong(1L << 40);

    /** A run's elements here. */
    private static final class Share {
        final String environment;
        final PoolRun run;
        int pending;

        Share(String environment, PoolRun run) {
            this.environment = environment;
            this.run = run;
        }
    }

    private record Answered(int share, PeerMessage.Outcome outcome) {}

    private final Pools pools;
    private final BiPredicate<String, String> mine;
    private final Context context;
    private final Consumer<PeerSession> gone;
    private final Map<Integer, Share> shares = new HashMap<>();
    private final Map<Long, BoundArguments> bound = new HashMap<>();
    private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private @Nullable LinkChannel channel;
    private boolean closed;

    /**
     * @param mine whether the pool of an environment and its identity is here
     * @param gone told of the end
     */
    PeerSession(Pools pools, BiPredicate<String, String> mine, Context context, Consumer<PeerSession> gone) {
        this.pools = pools;
        this.mine = mine;
        this.context = context;
        this.gone = gone;
    }

    void open(ServerWebSocket socket, LinkLimits limits) {
        LinkChannel opened = new LinkChannel(socket, limits, this::received);
        channel = opened;
        opened.closeHandler(reason -> closed());
    }

    /** Ends the link. Any thread may call this. */
    void close(String reason) {
        context.runOnContext(nothing -> {
            LinkChannel open = channel;
            if (open != null) {
                open.close(reason);
            }
        });
    }

    private void closed() {
        closed = true;
        gone.accept(this);
        shares.values().forEach(share -> {
            pools.cancel(share.environment, share.run);
            bound.values().stream()
                    .map(BoundArguments::run)
                    .distinct()
                    .forEach(run -> pools.forget(share.environment, run));
        });
        shares.clear();
        bound.clear();
    }

    private void received(Buffer frame) {
        PeerMessage message = PeerFrames.decode(frame);
        if (message instanceof PeerMessage.Submit submit) {
            submitted(submit);
        } else if (message instanceof PeerMessage.Bind bind) {
            // The other platform's numbers are not this one's.
            bound.put(
                    bind.bound().id(),
                    new BoundArguments(
                            BOUND_IDS.incrementAndGet(),
                            bind.bound().run(),
                            bind.bound().input()));
        } else if (message instanceof PeerMessage.Cancel cancel) {
            Share share = shares.get(cancel.share());
            if (share != null) {
                pools.cancel(share.environment, share.run);
            }
        } else if (message instanceof PeerMessage.Forget forget) {
            bound.values().removeIf(arguments -> arguments.run().equals(forget.run()));
            pools.forget(forget.environment(), forget.run());
        } else {
            throw new LinkProtocolException("Link of platforms: who has elements does not send this: "
                    + message.getClass().getSimpleName());
        }
    }

    private void submitted(PeerMessage.Submit submit) {
        if (!mine.test(submit.environment(), submit.identity())) {
            send(new PeerMessage.Return(
                    submit.elements().stream().map(PeerMessage.Work::id).toList()));
            return;
        }
        List<Element> elements = new ArrayList<>(submit.elements().size());
        for (PeerMessage.Work work : submit.elements()) {
            PeerMessage.Group group = submit.groups().get(work.group());
            elements.add(element(share(submit.environment(), group), group, work));
        }
        try {
            pools.submit(submit.environment(), elements);
        } catch (HearthException e) {
            for (Element element : elements) {
                Settled refused = new Settled(
                        null,
                        Failure.of(FailureKind.START_FAILED, String.valueOf(e.getMessage())),
                        "",
                        0,
                        0,
                        0,
                        false,
                        0,
                        0);
                element.run().listener().settled(element, refused);
            }
        }
    }

    private Share share(String environment, PeerMessage.Group group) {
        Share share = shares.computeIfAbsent(
                group.share(),
                number -> new Share(
                        environment,
                        new PoolRun(
                                group.run(),
                                group.trace(),
                                group.concurrency(),
                                (element, settled) -> settled(number, element, settled))));
        share.pending++;
        return share;
    }

    private Element element(Share share, PeerMessage.Group group, PeerMessage.Work work) {
        BoundArguments arguments = group.bound() == 0 ? null : bound.get(group.bound());
        if (group.bound() != 0 && arguments == null) {
            throw new LinkProtocolException(
                    "Link of platforms: bound arguments " + group.bound() + " have not been sent, or are forgotten.");
        }
        return new Element(
                share.run,
                work.index(),
                group.task(),
                arguments,
                work.input(),
                // A pool does not look at it: here it tells which element it is to the other platform.
                work.id(),
                group.limits());
    }

    /** On the pool's thread: many outcomes cost one task on the link's loop. */
    private void settled(int share, Element element, Settled settled) {
        answered.add(new Answered(share, new PeerMessage.Outcome(element.digest(), settled)));
        if (flushing.compareAndSet(false, true)) {
            context.runOnContext(nothing -> flush());
        }
    }

    private void flush() {
        // First, so that whatever is added from here on either is seen below or schedules another flush.
        flushing.set(false);
        List<PeerMessage.Outcome> outcomes = new ArrayList<>();
        long bytes = 0;
        for (Answered next = answered.poll(); next != null; next = answered.poll()) {
            if (closed) {
                continue;
            }
            Share share = shares.get(next.share());
            if (share != null && --share.pending == 0) {
                shares.remove(next.share());
            }
            outcomes.add(next.outcome());
            byte[] result = next.outcome().settled().result();
            bytes += OUTCOME_BYTES + (result == null ? 0 : result.length);
            if (bytes >= MESSAGE_BYTES) {
                send(new PeerMessage.Settle(outcomes));
                outcomes = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!outcomes.isEmpty()) {
            send(new PeerMessage.Settle(outcomes));
        }
    }

    private void send(PeerMessage message) {
        LinkChannel open = channel;
        if (open != null && !closed) {
            open.send(PeerFrames.encode(message));
        }
    }
}
