package dev.hearth.platform.peer;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.BoundArguments;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.LinkChannel;
import dev.hearth.functions.link.LinkLimits;
import dev.hearth.functions.link.LinkProtocolException;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.Settled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * This platform's end of a link to one that has pools: elements go there, their outcomes come back. What is not settled when the link
 * ends is given back, to be sent again. Confined to one event loop.
 */
final class PeerLink {
    /** Bytes of input of one message, but for one element that is larger: the first elements begin while others are on their way. */
    private static final int MESSAGE_BYTES = 256 * 1024;

    private static final int MESSAGE_ELEMENTS = 2_000;

    private record Batch(String environment, String identity, Queue<Element> elements) {}

    private record Sent(String environment, Element element) {}

    /** A run's elements that are on their way. */
    private static final class Share {
        final int number;
        int pending;
        boolean cancelled;

        Share(int number) {
            this.number = number;
        }
    }

    private final BiConsumer<String, List<Element>> givenBack;
    private final Queue<Batch> waiting = new ArrayDeque<>();
    private final Map<Integer, Sent> sent = new HashMap<>();
    private final Map<PoolRun, Share> shares = new HashMap<>();
    private final Map<String, Set<Long>> boundByRun = new HashMap<>();
    private @Nullable LinkChannel channel;
    private int nextId;
    private int nextShare;
    private Runnable whenClosed = () -> {};
    private boolean closed;

    /** @param givenBack takes elements of an environment that were not settled: they run somewhere else */
    PeerLink(BiConsumer<String, List<Element>> givenBack) {
        this.givenBack = givenBack;
    }

    /**
     * The connection is there. To be called on its loop.
     *
     * @param ended run when the link is closed
     */
    void open(WebSocket socket, LinkLimits limits, Runnable ended) {
        whenClosed = ended;
        LinkChannel opened = new LinkChannel(socket, limits, this::received);
        channel = opened;
        opened.drainHandler(this::pump);
        opened.closeHandler(this::close);
        pump();
    }

    boolean closed() {
        return closed;
    }

    void submit(String environment, String identity, List<Element> elements) {
        if (closed) {
            givenBack.accept(environment, elements);
            return;
        }
        for (Element element : elements) {
            shares.computeIfAbsent(element.run(), run -> new Share(nextShare++)).pending++;
        }
        waiting.add(new Batch(environment, identity, new ArrayDeque<>(elements)));
        pump();
    }

    /** Nobody waits for the run's elements any more. */
    void cancel(PoolRun run) {
        Share share = shares.get(run);
        if (share == null || share.cancelled) {
            return;
        }
        share.cancelled = true;
        for (Batch batch : waiting) {
            List<Element> unsent = new ArrayList<>();
            batch.elements().removeIf(element -> element.run() == run && unsent.add(element));
            unsent.forEach(this::cancelled);
        }
        waiting.removeIf(batch -> batch.elements().isEmpty());
        send(new PeerMessage.Cancel(share.number));
    }

    void forget(String environment, String run) {
        if (boundByRun.remove(run) != null) {
            send(new PeerMessage.Forget(environment, run));
        }
    }

    /** Ends the link, and gives back what is not settled. */
    void close(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        if (channel != null) {
            channel.close(reason);
        }
        whenClosed.run();
        Map<String, List<Element>> unsettled = new HashMap<>();
        sent.values()
                .forEach(one -> unsettled
                        .computeIfAbsent(one.environment(), name -> new ArrayList<>())
                        .add(one.element()));
        waiting.forEach(batch -> unsettled
                .computeIfAbsent(batch.environment(), name -> new ArrayList<>())
                .addAll(batch.elements()));
        sent.clear();
        waiting.clear();
        unsettled.forEach((environment, elements) -> {
            List<Element> again = new ArrayList<>();
            for (Element element : elements) {
                Share share = shares.get(element.run());
                if (share != null && share.cancelled) {
                    cancelled(element);
                } else {
                    again.add(element);
                }
            }
            if (!again.isEmpty()) {
                givenBack.accept(environment, again);
            }
        });
        shares.clear();
    }

    private void pump() {
        LinkChannel open = channel;
        while (open != null && !closed && !open.saturated()) {
            Batch batch = waiting.peek();
            if (batch == null) {
                return;
            }
            send(message(batch));
            if (batch.elements().isEmpty()) {
                waiting.remove();
            }
        }
    }

    private PeerMessage message(Batch batch) {
        Map<PeerMessage.Group, Integer> groups = new HashMap<>();
        List<PeerMessage.Group> inOrder = new ArrayList<>();
        List<PeerMessage.Work> elements = new ArrayList<>();
        long bytes = 0;
        Element before = null;
        int number = 0;
        for (Element next = batch.elements().peek();
                next != null && elements.size() < MESSAGE_ELEMENTS && bytes < MESSAGE_BYTES;
                next = batch.elements().peek()) {
            Element element = batch.elements().remove();
            if (before == null || !sameGroup(before, element)) {
                PeerMessage.Group group = group(element);
                Integer known = groups.putIfAbsent(group, inOrder.size());
                number = known == null ? inOrder.size() : known;
                if (known == null) {
                    inOrder.add(group);
                }
                before = element;
            }
            int id = nextId++;
            sent.put(id, new Sent(batch.environment(), element));
            elements.add(new PeerMessage.Work(id, number, element.index(), element.input()));
            bytes += element.input().length;
        }
        return new PeerMessage.Submit(batch.environment(), batch.identity(), inOrder, elements);
    }

    @SuppressWarnings("ReferenceEquality") // Equal ones are found among the groups.
    private static boolean sameGroup(Element one, Element other) {
        return one.run() == other.run()
                && one.bound() == other.bound()
                && one.task().equals(other.task())
                && one.limits().equals(other.limits());
    }

    private PeerMessage.Group group(Element element) {
        PoolRun run = element.run();
        BoundArguments bound = element.bound();
        if (bound != null
                && boundByRun.computeIfAbsent(bound.run(), r -> new HashSet<>()).add(bound.id())) {
            send(new PeerMessage.Bind(bound));
        }
        Share share = shares.get(run);
        if (share == null) {
            throw new IllegalStateException("Run '" + run.id() + "' has no share of its own elements.");
        }
        return new PeerMessage.Group(
                share.number,
                run.id(),
                run.trace(),
                run.concurrency(),
                element.task(),
                bound == null ? 0 : bound.id(),
                element.limits());
    }

    private void send(PeerMessage message) {
        LinkChannel open = channel;
        if (open != null) {
            open.send(PeerFrames.encode(message));
        }
    }

    private void received(Buffer frame) {
        PeerMessage message = PeerFrames.decode(frame);
        if (message instanceof PeerMessage.Settle settle) {
            for (PeerMessage.Outcome outcome : settle.outcomes()) {
                settled(outcome);
            }
        } else if (message instanceof PeerMessage.Return back) {
            returned(back);
        } else {
            throw new LinkProtocolException("Link of platforms: who has a pool does not send this: "
                    + message.getClass().getSimpleName());
        }
    }

    private void settled(PeerMessage.Outcome outcome) {
        Sent one = sent.remove(outcome.id());
        if (one != null) {
            settle(one.element(), outcome.settled());
        }
    }

    private void returned(PeerMessage.Return back) {
        Map<String, List<Element>> elements = new HashMap<>();
        for (int id : back.ids()) {
            Sent one = sent.remove(id);
            if (one == null) {
                continue;
            }
            Share share = shares.get(one.element().run());
            if (share != null && share.cancelled) {
                cancelled(one.element());
            } else {
                done(one.element());
                elements.computeIfAbsent(one.environment(), name -> new ArrayList<>())
                        .add(one.element());
            }
        }
        elements.forEach(givenBack);
    }

    private void cancelled(Element element) {
        settle(
                element,
                new Settled(
                        null, Failure.of(FailureKind.CANCELLED, "its run was cancelled"), "", 0, 0, 0, false, 0, 0));
    }

    private void settle(Element element, Settled settled) {
        done(element);
        element.run().listener().settled(element, settled);
    }

    private void done(Element element) {
        Optional.ofNullable(shares.get(element.run())).ifPresent(share -> {
            share.pending--;
            if (share.pending == 0) {
                shares.remove(element.run());
            }
        });
    }
}
