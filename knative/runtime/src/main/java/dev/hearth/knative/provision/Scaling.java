package dev.hearth.knative.provision;

import dev.hearth.knative.mapping.KnativeServices;
import io.fabric8.knative.internal.autoscaling.v1alpha1.PodAutoscaler;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Changes in place how many pods a Revision has. From Serving 1.21 on a PodAutoscaler follows its Revision's annotations within a second; before
 * it has to be changed itself. Which of the two this cluster does is found out at the first change, and remembered: to read the version would
 * take rights on the whole cluster. The Revision is always changed first, so that an answer that was wrong does no harm: where the
 * PodAutoscaler follows, it is told what it would be told anyway. Safe for use by several threads.
 */
final class Scaling {
    private enum Followed {
        UNKNOWN,
        YES,
        NO
    }

    private final Cluster cluster;
    private final InstantSource clock;
    private final Timing timing;
    private final Map<String, Instant> changed = new ConcurrentHashMap<>();
    private volatile Followed followed = Followed.UNKNOWN;

    Scaling(Cluster cluster, InstantSource clock, Timing timing) {
        this.cluster = cluster;
        this.clock = clock;
        this.timing = timing;
    }

    /** As many pods as that; 0: the last goes when the Revision's scale-down-delay is over, all others at once. */
    static Map<String, String> bounds(int replicas) {
        return Map.of(
                KnativeServices.MIN_SCALE,
                Integer.toString(replicas),
                KnativeServices.MAX_SCALE,
                Integer.toString(Math.max(1, replicas)));
    }

    /**
     * Sets a Revision's bounds, and sees to it that they take effect. Blocks.
     *
     * @param bounds of {@link #bounds}
     * @return when to call again, if that is not sure yet
     */
    Optional<Duration> bring(Revision revision, Map<String, String> bounds) {
        if (!has(revision, bounds)) {
            cluster.annotate(revision, new TreeMap<>(bounds));
            changed.put(revision.getMetadata().getName(), clock.instant());
        }
        return follow(revision, bounds);
    }

    private Optional<Duration> follow(Revision revision, Map<String, String> bounds) {
        String name = revision.getMetadata().getName();
        Instant since = changed.get(name);
        if (followed == Followed.YES || (followed == Followed.UNKNOWN && since == null)) {
            return Optional.empty();
        }
        PodAutoscaler autoscaler = cluster.autoscaler(revision);
        if (autoscaler == null) {
            // It will be made with the annotations that the Revision has then.
            return Optional.empty();
        }
        if (has(autoscaler, bounds)) {
            if (followed == Followed.UNKNOWN) {
                followed = Followed.YES;
                changed.clear();
            }
            return Optional.empty();
        }
        Duration waited = since == null ? timing.probe() : Duration.between(since, clock.instant());
        if (followed == Followed.UNKNOWN && waited.compareTo(timing.probe()) < 0) {
            return Optional.of(timing.probe().dividedBy(10));
        }
        followed = Followed.NO;
        changed.clear();
        cluster.annotate(autoscaler, new TreeMap<>(bounds));
        return Optional.empty();
    }

    private static boolean has(HasMetadata object, Map<String, String> annotations) {
        return annotations(object).entrySet().containsAll(annotations.entrySet());
    }

    static Map<String, String> annotations(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
