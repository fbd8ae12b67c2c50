package dev.hearth.knative.provision;

import dev.hearth.HearthException;
import dev.hearth.knative.ApiFault;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.knative.mapping.OperatorFlags;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One environment on the cluster: its Service, and the Revisions that have its generations' pods. Brings the cluster to what is wished, step by step,
 * whatever it finds there. Steps are not to be made by several threads at once.
 */
final class Fleet {
    private static final Logger log = Logger.getLogger(Fleet.class);

    private final String environment;
    private final String service;
    private final Wishes wishes;
    private final Cluster cluster;
    private final Blueprint blueprint;
    private final JoinKeys keys;
    private final Scaling scaling;
    private final Diagnosis diagnosis;
    private final Function<String, List<Pod>> pods;
    private final AtomicReference<@Nullable String> strangersBut = new AtomicReference<>();

    /** @param pods those of an environment, as far as is known */
    Fleet(
            String environment,
            Wishes wishes,
            Cluster cluster,
            Blueprint blueprint,
            JoinKeys keys,
            Scaling scaling,
            Function<String, List<Pod>> pods) {
        this.environment = environment;
        this.service = cluster.serviceName(environment);
        this.wishes = wishes;
        this.cluster = cluster;
        this.blueprint = blueprint;
        this.keys = keys;
        this.scaling = scaling;
        this.diagnosis = new Diagnosis(cluster.trouble());
        this.pods = pods;
    }

    /** Since when a generation is idle, as its Revision says. Blocks. */
    Optional<Instant> idleSince(String version) {
        return Plan.newest(cluster.revisions(service), version)
                .map(revision -> Scaling.annotations(revision).get(Labels.IDLE_SINCE))
                .flatMap(Fleet::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A step has failed, for a passing reason. */
    void failed(RuntimeException e) {
        String reason = e instanceof KubernetesClientException answer ? ApiFault.reason(answer) : e.toString();
        log.debugf(e, "Environment '%s': a step on the cluster failed, and is repeated", environment);
        wishes.all().stream()
                .filter(Wish::isWanted)
                .forEach(wish -> wishes.tell(
                        wish,
                        "the API server of Kubernetes does not do what it is asked: " + reason
                                + ". It is asked again."));
    }

    /** Brings the cluster nearer to what is wished. Blocks. Returns when to do so again, if not only when there is news. */
    Optional<Duration> step() {
        Optional<Wish> latest = wishes.latest();
        try {
            if (!keys.knows(environment)) {
                keys.read(environment);
            }
            Service live = cluster.service(service);
            if (latest.isPresent()) {
                live = bring(live, latest.get());
            }
            List<Revision> revisions = live == null ? List.of() : cluster.revisions(service);
            write(revisions);
            return live == null ? Optional.empty() : bring(live, revisions);
        } catch (HearthException e) {
            refused(latest, e);
        } catch (KubernetesClientException e) {
            refused(
                    latest,
                    Hopeless.of("Environment '" + environment + "' on Knative", e)
                            .orElseThrow(() -> e));
        }
        return Optional.empty();
    }

    private void refused(Optional<Wish> latest, HearthException e) {
        if (latest.isPresent()) {
            wishes.refuse(latest.get(), String.valueOf(e.getMessage()));
        } else {
            log.warn(e.getMessage());
        }
    }

    /**
     * Lets the next step release the Revisions of which nobody has wished anything, such as those that an earlier life of the platform left.
     *
     * @param but the generation that may be wished any moment, for the application has it
     */
    void releaseStrangers(String but) {
        strangersBut.set(but);
    }

    private void releaseStrangers(Service live, List<Revision> revisions) {
        String but = strangersBut.get();
        if (but == null) {
            return;
        }
        Set<String> stay = versions();
        stay.add(but);
        for (Revision revision : Plan.reachable(live, revisions)) {
            if (!stay.contains(Plan.version(revision))) {
                log.infof(
                        "Environment '%s': Revision '%s' of an earlier version is released",
                        environment, revision.getMetadata().getName());
                scaling.bring(revision, Scaling.bounds(0));
            }
        }
        keepOnly(
                live,
                alsoKept(live, revisions, Plan.version(live)).stream()
                        .filter(revision -> stay.contains(Plan.version(revision)))
                        .toList());
        strangersBut.set(null);
    }

    private Set<String> versions() {
        return wishes.all().stream().map(Wish::version).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The Service as it shall be, so that the latest generation has a Revision. */
    private Service bring(@Nullable Service live, Wish latest) {
        if (live == null) {
            log.infof("Environment '%s': Knative Service '%s' is made", environment, service);
            Service made = send(blueprint.service(latest.environment()), this::create);
            wishes.reached(latest);
            return made;
        }
        if (Plan.version(live).equals(latest.version())) {
            wishes.reached(latest);
            return live;
        }
        Optional<String> refusal = refusal(environment, live, latest.version());
        if (refusal.isPresent()) {
            throw new HearthException(refusal.get());
        }
        List<Revision> revisions = cluster.revisions(service);
        if (!wishes.isNew(latest) && Plan.newest(revisions, latest.version()).isPresent()) {
            // Another platform, of another build, has brought it on: our Revision is kept beside it.
            return live;
        }
        log.infof(
                "Environment '%s': Knative Service '%s' is changed to version %s",
                environment, service, latest.version());
        // Those that are kept would go as soon as the new Revision is ready, whatever they do.
        Service changed = Plan.changed(
                live, blueprint.service(latest.environment()), alsoKept(live, revisions, latest.version()));
        Service updated = send(changed, cluster::update);
        wishes.reached(latest);
        return updated;
    }

    /** If it is refused, what an operator can do about it is said as well. */
    private Service send(Service wanted, UnaryOperator<Service> send) {
        try {
            return send.apply(wanted);
        } catch (KubernetesClientException e) {
            String reason = ApiFault.reason(e);
            Optional<String> remedy = ApiFault.isRefusal(e) ? OperatorFlags.remedy(wanted, reason) : Optional.empty();
            if (remedy.isEmpty()) {
                throw e;
            }
            throw new HearthException(
                    "Environment '" + environment + "' on Knative: " + reason + ". " + remedy.get()
                            + ", or do without.",
                    e);
        }
    }

    private Service create(Service wanted) {
        try {
            return cluster.create(wanted);
        } catch (KubernetesClientException e) {
            Service others = ApiFault.isConflict(e) ? cluster.service(service) : null;
            if (others == null) {
                throw e;
            }
            return others;
        }
    }

    private static boolean isOurs(Service live) {
        return Plan.label(live, Labels.MANAGED_BY).equals(ManagedBy.HEARTH.label());
    }

    /** Why a Service can't be brought to a version; empty if it is of that version, or can be. */
    static Optional<String> refusal(String environment, Service live, String version) {
        if (Plan.version(live).equals(version) || isOurs(live)) {
            return Optional.empty();
        }
        String name = live.getMetadata().getName();
        String maker = Plan.label(live, Labels.MANAGED_BY);
        return Optional.of(
                maker.equals(ManagedBy.MANIFEST.label())
                        ? "Environment '" + environment + "': its Knative Service '" + name
                                + "' was made from a manifest, for version " + Plan.version(live)
                                + ", but the platform has version " + version
                                + ". If the application was packaged anew, apply its manifests again: kubectl apply -f"
                                + " target/kubernetes. If an attribute was changed while the platform runs: a manifest's"
                                + " Service does not take that; set it in application.properties, package, and apply the"
                                + " manifests again."
                        : "Environment '" + environment + "': there is a Knative Service '" + name
                                + "' that Hearth has not made (its label " + Labels.MANAGED_BY + " is '" + maker
                                + "'). Remove it, or give the application another name.");
    }

    /** Writes what was said of pods and idle times. It comes before the bounds, for it decides which pods these let go. */
    private void write(List<Revision> revisions) {
        for (String version : wishes.unwritten()) {
            wishes.costs(version).forEach((pod, cost) -> {
                cluster.annotatePod(pod, annotation(Marks.DELETION_COST, cost));
                wishes.costWritten(version, pod, cost);
            });
            wishes.idle(version).ifPresent(idle -> {
                // Without a Revision there is nothing that could be idle.
                Plan.newest(revisions, version)
                        .ifPresent(revision -> cluster.annotate(
                                revision,
                                annotation(Labels.IDLE_SINCE, idle.since().map(Instant::toString))));
                wishes.idleWritten(version, idle);
            });
        }
    }

    private Optional<Duration> bring(Service live, List<Revision> revisions) {
        Optional<Duration> again = Optional.empty();
        for (Wish wish : wishes.all()) {
            Optional<Revision> revision = Plan.newest(revisions, wish.version());
            Optional<Duration> next = revision.flatMap(known -> scaling.bring(known, Scaling.bounds(wish.replicas())));
            again = Stream.concat(again.stream(), next.stream()).min(Comparator.naturalOrder());
            if (wish.isWanted()) {
                diagnose(wish, live, revision);
            }
        }
        if (isOurs(live)) {
            releaseStrangers(keepOnly(live, alsoKept(live, revisions, Plan.version(live))), revisions);
        }
        // A generation that is neither the latest nor kept needs nothing any more.
        wishes.all().stream()
                .filter(wish -> !wish.isWanted() && !wish.version().equals(Plan.version(live)))
                .forEach(wishes::forget);
        return again;
    }

    private static Map<String, @Nullable String> annotation(String name, Optional<String> value) {
        Map<String, @Nullable String> annotation = new TreeMap<>();
        annotation.put(name, value.orElse(null));
        return annotation;
    }

    private void diagnose(Wish wish, Service live, Optional<Revision> revision) {
        String name = revision.map(known -> known.getMetadata().getName()).orElse("");
        List<Pod> own = pods.apply(environment).stream()
                .filter(pod -> Plan.label(pod, Marks.REVISION).equals(name))
                .toList();
        wishes.tell(wish, diagnosis.of(live, revision, own, wish.replicas()).orElse(""));
    }

    /** The Revisions of generations that are wanted, but for the Service's latest. */
    private List<Revision> kept(List<Revision> revisions, String latest) {
        return wishes.all().stream()
                .filter(wish -> wish.isWanted() && !wish.version().equals(latest))
                .flatMap(wish -> Plan.newest(revisions, wish.version()).stream())
                .toList();
    }

    /**
     * The same, and those of generations of which nothing was wished here, but which have their pods now: they may have joined from an earlier life of
     * the platform, or another platform wants them.
     */
    private List<Revision> alsoKept(Service live, List<Revision> revisions, String latest) {
        Set<String> known = versions();
        return Stream.concat(
                        kept(revisions, latest).stream(),
                        Plan.reachable(live, revisions).stream().filter(revision -> {
                            String version = Plan.version(revision);
                            return !version.equals(latest) && !known.contains(version);
                        }))
                .toList();
    }

    private Service keepOnly(Service live, List<Revision> kept) {
        Set<String> names =
                kept.stream().map(revision -> revision.getMetadata().getName()).collect(Collectors.toSet());
        if (names.equals(Plan.kept(live))) {
            return live;
        }
        live.getSpec().setTraffic(Plan.traffic(kept));
        return cluster.update(live);
    }
}
