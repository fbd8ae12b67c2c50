package dev.hearth.knative.provision;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is wished of one environment's generations, and what has been said of it. Safe for use by several threads. */
final class Wishes {
    /**
     * What was said of a generation's idle time.
     *
     * @param since empty: it is not idle
     */
    record Idle(Optional<Instant> since) {}

    private final Map<String, Wish> wishes = new LinkedHashMap<>();
    /** The pods of each generation that shall go first. */
    private final Map<String, Set<String>> leaving = new HashMap<>();
    /** What is to be written on pods so that they do, by generation and pod; empty: what was written is to be removed. */
    private final Map<String, Map<String, Optional<String>>> costs = new HashMap<>();

    private final Map<String, Idle> idle = new HashMap<>();
    /** What the listener of each generation was told last. */
    private final Map<String, String> told = new HashMap<>();
    /** Left alone until they are wished anew. */
    private final Set<String> refused = new HashSet<>();
    /** The generation that the Service's latest Revision shall be of. */
    private @Nullable String head;

    private boolean headIsNew;

    synchronized void add(Wish wish) {
        Wish before = wishes.put(wish.version(), wish);
        if (wish.isWanted() && (before == null || !before.isWanted())) {
            head = wish.version();
            headIsNew = true;
        }
        told.remove(wish.version());
        refused.remove(wish.version());
    }

    synchronized List<Wish> all() {
        return List.copyOf(wishes.values());
    }

    /** The one that the Service shall be brought to, unless it was refused. */
    synchronized Optional<Wish> latest() {
        return Optional.ofNullable(head == null ? null : wishes.get(head))
                .filter(Wish::isWanted)
                .filter(wish -> !refused.contains(wish.version()));
    }

    /** Whether the Service has not been brought to it yet. Once it has, another platform may bring it elsewhere. */
    synchronized boolean isNew(Wish latest) {
        return headIsNew && latest.version().equals(head);
    }

    synchronized void reached(Wish latest) {
        if (latest.version().equals(head)) {
            headIsNew = false;
        }
    }

    /** The generation is released, and there is nothing more to do about it. */
    synchronized void forget(Wish released) {
        if (wishes.remove(released.version(), released)) {
            costs.remove(released.version());
            leaving.remove(released.version());
            idle.remove(released.version());
            notifyAll();
            told.remove(released.version());
        }
    }

    synchronized void leaving(String version, Collection<String> replicas) {
        Map<String, Optional<String>> unwritten = costs.computeIfAbsent(version, generation -> new TreeMap<>());
        Set<String> before = leaving.getOrDefault(version, Set.of());
        before.stream().filter(pod -> !replicas.contains(pod)).forEach(pod -> unwritten.put(pod, Optional.empty()));
        replicas.stream().filter(pod -> !before.contains(pod)).forEach(pod -> unwritten.put(pod, Optional.of("-1")));
        leaving.put(version, Set.copyOf(replicas));
    }

    synchronized Map<String, Optional<String>> costs(String version) {
        return Map.copyOf(costs.getOrDefault(version, Map.of()));
    }

    synchronized void costWritten(String version, String pod, Optional<String> cost) {
        costs.getOrDefault(version, new TreeMap<>()).remove(pod, cost);
    }

    synchronized void idle(String version, Optional<Instant> since) {
        idle.put(version, new Idle(since));
    }

    /** What was said last, if it has not been written yet. */
    synchronized Optional<Idle> idle(String version) {
        return Optional.ofNullable(idle.get(version));
    }

    /** The generations of which something is to be written; of some nothing may be wished. */
    synchronized Set<String> unwritten() {
        Set<String> versions = new HashSet<>(idle.keySet());
        costs.forEach((version, pods) -> {
            if (!pods.isEmpty()) {
                versions.add(version);
            }
        });
        return versions;
    }

    synchronized void idleWritten(String version, Idle written) {
        idle.remove(version, written);
        notifyAll();
    }

    /** Waits until all that was said of idle times is written, but not beyond this time of the nano clock. */
    synchronized void awaitIdleWritten(long deadline) throws InterruptedException {
        for (long left = deadline - System.nanoTime();
                !idle.isEmpty() && left > 0;
                left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Tells its listener, if that is news. */
    void tell(Wish wish, String trouble) {
        if (isNews(wish, trouble)) {
            wish.listener().trouble(trouble);
        }
    }

    /** To ask again would not help. */
    void refuse(Wish wish, String reason) {
        synchronized (this) {
            if (!wish.equals(wishes.get(wish.version()))) {
                return;
            }
            refused.add(wish.version());
        }
        wish.listener().refused(reason);
    }

    private synchronized boolean isNews(Wish wish, String trouble) {
        return wish.equals(wishes.get(wish.version()))
                && !refused.contains(wish.version())
                && !trouble.equals(Objects.requireNonNullElse(told.put(wish.version(), trouble), ""));
    }
}
