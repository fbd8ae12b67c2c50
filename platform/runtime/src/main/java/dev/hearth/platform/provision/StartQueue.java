package dev.hearth.platform.provision;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets only some replicas start at a time: the first joins much sooner when it does not share the processors with 49 others. A
 * start holds its place until the replica has joined or ended, or its owner says that it took too long. Environments take turns, so that a
 * large one does not keep a small one waiting. Not safe for use by several threads.
 */
final class StartQueue {
    private final int places;
    private final Consumer<String> launch;
    // By environment; the first is the one whose turn it is.
    private final Map<String, Queue<String>> waiting = new LinkedHashMap<>();
    private final Set<String> starting = new HashSet<>();

    /**
     * @param places how many may start at a time, at least 1
     * @param launch starts a replica whose turn it is
     */
    StartQueue(int places, Consumer<String> launch) {
        this.places = places;
        this.launch = launch;
    }

    /** Launches it now, or when its turn comes. */
    void add(String environment, String replica) {
        waiting.computeIfAbsent(environment, name -> new ArrayDeque<>()).add(replica);
        launchNext();
    }

    /** It no longer starts, whatever the reason: its place is free, and it is not launched if it waits. */
    void done(String replica) {
        waiting.values().removeIf(queue -> queue.remove(replica) && queue.isEmpty());
        starting.remove(replica);
        launchNext();
    }

    /** Nothing that waits is launched any more. */
    void clear() {
        waiting.clear();
    }

    private void launchNext() {
        while (starting.size() < places && !waiting.isEmpty()) {
            Map.Entry<String, Queue<String>> turn =
                    waiting.entrySet().iterator().next();
            String environment = turn.getKey();
            Queue<String> queue = turn.getValue();
            waiting.remove(environment);
            String next = queue.remove();
            if (!queue.isEmpty()) {
                waiting.put(environment, queue);
            }
            starting.add(next);
            launch.accept(next);
        }
    }
}
