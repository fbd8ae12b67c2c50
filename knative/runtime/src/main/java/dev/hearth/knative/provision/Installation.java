package dev.hearth.knative.provision;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** One application on one cluster, from the platform's start to its end. Owns the threads and watches for that. Safe for use by several threads. */
final class Installation implements AutoCloseable {
    private static final Logger log = Logger.getLogger(Installation.class);

    /** A key that does not fit may have been changed: it is read again, but not for each stranger who tries one. */
    private static final Duration KEY_REREAD = Duration.ofSeconds(5);

    /** An environment of actors. */
    private record Member(String name, Wishes wishes, Fleet fleet, Loop loop) {}

    private final Cluster cluster;
    private final Blueprint blueprint;
    private final Timing timing;
    private final InstantSource clock;
    private final Workers workers;
    private final JoinKeys keys;
    private final Scaling scaling;
    private final Watches watches;
    private final TaskJobs tasks;
    private final String pod;
    private final Loop housekeeping;
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    /** The generation that the application has of each environment of actors. */
    private final Map<String, String> versions = new ConcurrentHashMap<>();

    private final Map<String, Instant> reread = new ConcurrentHashMap<>();
    private volatile Optional<OwnerReference> owner = Optional.empty();
    private volatile boolean ownerIsKnown;

    /**
     * @param pod the name of the pod that the platform runs in; of something else, if it runs elsewhere
     */
    Installation(Cluster cluster, Blueprint blueprint, String pod, Timing timing, InstantSource clock) {
        this.cluster = cluster;
        this.blueprint = blueprint;
        this.timing = timing;
        this.clock = clock;
        this.pod = pod;
        this.workers = new Workers(timing.close());
        this.keys = new JoinKeys(cluster);
        this.scaling = new Scaling(cluster, clock, timing);
        this.watches = new Watches(cluster, this::news);
        this.tasks = new TaskJobs(cluster, blueprint, keys, workers, timing, pod, this::owner);
        this.housekeeping = new Loop(
                workers,
                timing,
                cluster.retryAfter(),
                this::tidy,
                e -> log.debugf(e, "What an earlier life left could not be tidied up yet"));
    }

    /**
     * Begins to watch, to make join keys, and to tidy up what earlier lives of the platform have left.
     *
     * @param environments all of the application, with the generation that each has now
     */
    void begin(Map<EnvironmentSpec, String> environments) {
        environments.forEach((environment, version) -> {
            if (!environment.regular()) {
                versions.put(environment.name(), version);
                Member member = member(environment.name());
                member.loop().wake();
                workers.later(timing.strangers(), () -> {
                    member.fleet().releaseStrangers(version);
                    member.loop().wake();
                });
            }
        });
        watches.begin();
        housekeeping.wake();
    }

    Wishes wishes(String environment) {
        return member(environment).wishes();
    }

    /** Something new is wished. */
    void wake(String environment) {
        member(environment).loop().wake();
    }

    TaskJobs tasks() {
        return tasks;
    }

    Optional<Instant> idleSince(String environment, String version) {
        return member(environment).fleet().idleSince(version);
    }

    boolean mayJoin(String environment, String key) {
        boolean fits = keys.fits(environment, key);
        if (!fits && members.containsKey(environment) && isTimeToReread(environment)) {
            workers.run(() -> reread(environment));
        }
        return fits;
    }

    /** Writes what is not written yet and ends Jobs, for a bounded time. Pods stay: they join the platform's next life. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + timing.close().toNanos();
        tasks.killAll();
        try {
            for (Member member : members.values()) {
                member.wishes().awaitIdleWritten(deadline);
            }
            tasks.awaitNone(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        housekeeping.close();
        members.values().forEach(member -> member.loop().close());
        watches.close();
        workers.end();
    }

    private Member member(String environment) {
        return members.computeIfAbsent(environment, name -> {
            Wishes wishes = new Wishes();
            Fleet fleet = new Fleet(name, wishes, cluster, blueprint, keys, scaling, watches::pods);
            return new Member(
                    name, wishes, fleet, new Loop(workers, timing, cluster.retryAfter(), fleet::step, fleet::failed));
        });
    }

    private void news(HasMetadata object) {
        if (Plan.label(object, Labels.COMPONENT).equals(Labels.TASK)) {
            tasks.news(object);
            return;
        }
        Member member = members.get(Plan.label(object, Labels.ENVIRONMENT));
        if (member != null) {
            member.loop().wakeIn(timing.settle());
        }
    }

    /** Removes what nobody will ask for any more, and tells what will be refused. */
    private Optional<Duration> tidy() {
        try {
            tasks.deleteStrangers();
            lookAtServices();
        } catch (KubernetesClientException e) {
            log.warn(Hopeless.of("What earlier lives of the platform have left on the cluster", e)
                    .orElseThrow(() -> e)
                    .getMessage());
        }
        return Optional.empty();
    }

    private void lookAtServices() {
        for (Service service : cluster.services()) {
            String environment = Plan.label(service, Labels.ENVIRONMENT);
            String version = versions.get(environment);
            if (version != null) {
                // Whoever has deployed is to know it now, and not whoever calls the first task.
                Fleet.refusal(environment, service, version).ifPresent(log::warn);
            } else if (Plan.label(service, Labels.MANAGED_BY).equals(ManagedBy.HEARTH.label())) {
                String name = service.getMetadata().getName();
                log.infof(
                        "Knative Service '%s': the application has no environment '%s' any more; it is removed",
                        name, environment);
                cluster.deleteService(name);
            }
        }
    }

    private boolean isTimeToReread(String environment) {
        Instant now = clock.instant();
        return reread.merge(environment, now, (last, next) -> next.isBefore(last.plus(KEY_REREAD)) ? last : next)
                .equals(now);
    }

    private void reread(String environment) {
        try {
            keys.read(environment);
        } catch (HearthException | KubernetesClientException e) {
            log.debugf(e, "Join key of environment '%s': it could not be read again", environment);
        }
    }

    /** The platform's own pod, with which its Jobs go; nothing if it does not run in one. */
    private Optional<OwnerReference> owner() {
        if (!ownerIsKnown) {
            owner = Optional.ofNullable(cluster.pod(pod))
                    .map(own -> new OwnerReferenceBuilder()
                            .withApiVersion("v1")
                            .withKind("Pod")
                            .withName(pod)
                            .withUid(own.getMetadata().getUid())
                            .build());
            ownerIsKnown = true;
        }
        return owner;
    }
}
