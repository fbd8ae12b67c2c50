package dev.hearth.platform.metrics;

import dev.hearth.platform.dispatch.Durations;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunObserver;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts and times runs, without loading a library for it: a platform that lives for one command is not scraped. Safe for use by several
 * threads.
 */
@Singleton
@Unremovable
final class RunMetrics implements RunObserver {
    /**
     * Runs that are counted together. There are few: names are those of workflows and tasks.
     *
     * @param state succeeded, failed or cancelled
     */
    record Key(String kind, String name, String state) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::kind).thenComparing(Key::name).thenComparing(Key::state);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Key, Durations> ended = new TreeMap<>();
    private long running;

    @Override
    public void began(RunHandle run, String kind, String name) {
        long started = System.nanoTime();
        synchronized (this) {
            running++;
        }
        run.result().whenComplete((result, failure) -> {
            String state = failure == null ? "succeeded" : run.record().state();
            ended(new Key(kind, name, state), System.nanoTime() - started);
        });
    }

    private synchronized void ended(Key key, long nanos) {
        running--;
        ended.computeIfAbsent(key, k -> new Durations()).record(nanos);
    }

    /** Runs under way. */
    synchronized long running() {
        return running;
    }

    /** How long those took that have ended: a copy. */
    synchronized Map<Key, Durations> ended() {
        Map<Key, Durations> copy = new TreeMap<>();
        ended.forEach((key, durations) -> {
            Durations same = new Durations();
            same.add(durations);
            copy.put(key, same);
        });
        return copy;
    }
}
