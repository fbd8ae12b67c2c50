package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.pool.Command;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.Settled;
import dev.hearth.platform.pool.SettledListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one map between its input and its output. One thread feeds, one takes (they may be the same), and the pool's
 * thread reports what is settled. The window bounds what is between input and output.
 */
final class MapFlow implements SettledListener {
    /**
     * One element's outcome.
     *
     * @param index its position in the map
     * @param digest of its arguments
     * @param recordedMicros when it was settled, since the run's start, if the journal had it; else {@link #NEW}
     * @param settled its result or failure, and who made it
     */
    record Item(long index, int digest, long recordedMicros, Settled settled) {
        static final long NEW = -1;
    }

    private static final int BATCH = 256;

    /** How long elements wait that a full queue has refused. */
    private static final long REFUSED_MILLIS = 20;

    private final Pools pools;
    private final String environment;
    private final Window window;
    private final PoolRun poolRun;
    private final @Nullable Reorder<Item> reorder;
    private final StepState step;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** As the pool tells of them, so many at once: what else there is to do for each is the taker's to do. */
    private List<List<Command.Settle>> arrived = new ArrayList<>();
    /** Settled before they got as far as the pool. */
    private List<Item> known = new ArrayList<>();
    // Each has one writer, the feeder and the taker, and is read by both for every element: without the lock.
    private volatile long fed;
    private volatile long given;
    private volatile boolean feederWaits;
    private long unsettled;
    private List<Element> refused = new ArrayList<>();
    private boolean inputEnded;
    private volatile boolean closed;
    private @Nullable Throwable feedFailure;

    // The feeder's own.
    private List<Element> batch = new ArrayList<>();
    // The taker's own: what it has taken over, in completion order.
    private List<Item> taken = new ArrayList<>();
    private int takenNext;

    MapFlow(
            Pools pools,
            String environment,
            String runId,
            String trace,
            int concurrency,
            int window,
            boolean ordered,
            StepState step) {
        this.pools = pools;
        this.environment = environment;
        this.window = new Window(window, pools.capacity(environment));
        this.step = step;
        this.poolRun = new PoolRun(runId, trace, concurrency, this);
        this.reorder = ordered ? new Reorder<>() : null;
    }

    PoolRun poolRun() {
        return poolRun;
    }

    /** Whether the window has room for one more element. */
    boolean hasRoom() {
        return fed + batch.size() - given < window.size();
    }

    /** Waits for room in the window. Returns false if the flow was closed. */
    boolean awaitRoom() throws InterruptedException {
        flushIfFull();
        if (hasRoom() && !closed) {
            return true;
        }
        lock.lock();
        try {
            // Before the window is looked at: the taker looks in the opposite order.
            feederWaits = true;
            while (!closed && fed + batch.size() - given >= window.size()) {
                if (!batch.isEmpty()) {
                    lock.unlock();
                    try {
                        flush();
                    } finally {
                        lock.lock();
                    }
                    continue;
                }
                changed.await();
            }
            return !closed;
        } finally {
            feederWaits = false;
            lock.unlock();
        }
    }

    /** Feeds an element. It may stay here until {@link #flush}, {@link #awaitRoom} or enough others. */
    void feed(Element element) {
        batch.add(element);
        flushIfFull();
    }

    private void flushIfFull() {
        if (batch.size() >= BATCH) {
            flush();
        }
    }

    /** Sends what was fed to the pool. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // By the feeder alone.
    void flush() {
        if (batch.isEmpty()) {
            return;
        }
        List<Element> sent = batch;
        batch = new ArrayList<>();
        lock.lock();
        try {
            if (closed) {
                return;
            }
            fed += sent.size();
            unsettled += sent.size();
        } finally {
            lock.unlock();
        }
        step.submitted(sent.size());
        pools.submit(environment, sent);
    }

    /** Feeds an element that is settled already: it never got as far as the pool. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // By the feeder alone.
    void feedSettled(Item item) {
        flush();
        step.submitted(1);
        lock.lock();
        try {
            fed++;
            known.add(item);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The input has ended, with this many elements. */
    void endInput() {
        flush();
        lock.lock();
        try {
            inputEnded = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The input could not be read on: the taker gets this exception. */
    void failInput(Throwable failure) {
        lock.lock();
        try {
            feedFailure = failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many elements there are; {@code -1} while the input goes on. */
    long total() {
        lock.lock();
        try {
            return inputEnded ? fed : -1;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next settled element in completion order, if one is there. The success rule sees them in this order.
     *
     * @throws dev.hearth.HearthException if the thread is interrupted while the journal is behind
     */
    @Nullable
    Item pollSettled() {
        if (takenNext == taken.size()) {
            take();
            if (taken.isEmpty()) {
                return null;
            }
            step.settled(taken);
        }
        return taken.get(takenNext++);
    }

    private void take() {
        taken.clear();
        takenNext = 0;
        List<List<Command.Settle>> batches;
        lock.lock();
        try {
            List<Item> empty = taken;
            taken = known;
            known = empty;
            batches = arrived;
            arrived = new ArrayList<>();
        } finally {
            lock.unlock();
        }
        boolean grown = false;
        for (List<Command.Settle> batch : batches) {
            for (Command.Settle one : batch) {
                Element element = one.element();
                byte[] result = one.settled().result();
                taken.add(new Item(element.index(), element.digest(), Item.NEW, one.settled()));
                grown |= window.settled(element.bytes() + (result == null ? 0 : result.length));
            }
        }
        if (grown) {
            wakeFeeder();
        }
    }

    /** Waits until {@link #pollSettled} has something, the input's end is known, or its failure. */
    void awaitSettled(boolean endIsNews) throws InterruptedException {
        lock.lock();
        try {
            while (arrived.isEmpty() && known.isEmpty() && feedFailure == null && !(endIsNews && inputEnded)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Why the input could not be read on, or null. */
    @Nullable
    Throwable inputFailure() {
        lock.lock();
        try {
            return feedFailure;
        } finally {
            lock.unlock();
        }
    }

    /** Puts a settled element into output order. */
    void put(Item item) {
        if (reorder != null) {
            reorder.put(item.index(), item);
        }
    }

    /** The next element in input order that was put, or null; only of an ordered flow. */
    @Nullable
    Item pollOrdered() {
        return reorder == null ? null : reorder.poll();
    }

    /** An element has left by the output: the window moves on. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // By the taker alone.
    void gaveOut() {
        given++;
        wakeFeeder();
    }

    private void wakeFeeder() {
        if (feederWaits) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Whether everything fed has been given out and nothing more comes. */
    boolean finished() {
        lock.lock();
        try {
            return inputEnded && given == fed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the flow: what is still in the pool is cancelled, and nobody waits for it. */
    void close() {
        boolean cancel;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            cancel = unsettled > 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (cancel) {
            pools.cancel(environment, poolRun);
        } else {
            pools.forget(environment, poolRun.id());
        }
    }

    @Override
    public void settled(Element element, Settled settled) {
        settled(List.of(new Command.Settle(element, settled)));
    }

    @Override
    public void settled(List<Command.Settle> all) {
        List<Command.Settle> forGood = all;
        if (all.stream().anyMatch(MapFlow::isRefusal)) {
            forGood = new ArrayList<>(all);
            forGood.removeIf(one -> isRefusal(one) && refused(one.element()));
        }
        if (!forGood.isEmpty()) {
            settledForGood(forGood);
        }
    }

    private static boolean isRefusal(Command.Settle one) {
        Failure failure = one.settled().failure();
        return failure != null && failure.kind() == FailureKind.QUEUE_FULL;
    }

    /**
     * A full queue is no failure of an element: many maps share the pool, so this one comes again when there may be room. Returns false if
     * the flow was closed.
     */
    private boolean refused(Element element) {
        boolean first;
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            first = refused.isEmpty();
            refused.add(element.again());
        } finally {
            lock.unlock();
        }
        if (first) {
            CompletableFuture.delayedExecutor(REFUSED_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::submitRefused);
        }
        return true;
    }

    private void submitRefused() {
        List<Element> again;
        boolean cancelled;
        lock.lock();
        try {
            again = refused;
            refused = new ArrayList<>();
            cancelled = closed;
        } finally {
            lock.unlock();
        }
        if (cancelled) {
            again.forEach(
                    element -> settledForGood(element, Failures.unsent(FailureKind.CANCELLED, "the map has ended")));
        } else {
            pools.submit(environment, again);
        }
    }

    private void settledForGood(Element element, Settled settled) {
        settledForGood(List.of(new Command.Settle(element, settled)));
    }

    private void settledForGood(List<Command.Settle> all) {
        boolean forget;
        lock.lock();
        try {
            unsettled -= all.size();
            forget = closed && unsettled == 0;
            if (!closed) {
                if (arrived.isEmpty()) {
                    changed.signalAll();
                }
                arrived.add(all);
            }
        } finally {
            lock.unlock();
        }
        if (forget) {
            pools.forget(environment, poolRun.id());
        }
    }
}
