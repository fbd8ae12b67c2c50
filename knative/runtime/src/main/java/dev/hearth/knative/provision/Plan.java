package dev.hearth.knative.provision;

import dev.hearth.knative.mapping.Labels;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.knative.serving.v1.ServiceBuilder;
import io.fabric8.knative.serving.v1.TrafficTarget;
import io.fabric8.knative.serving.v1.TrafficTargetBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a Service says, and shall say. */
final class Plan {
    /** With a Service's name and two hyphens it must stay within the 63 characters of a DNS label. */
    private static final int TAG_DIGITS = 8;

    private Plan() {}

    /** The generation of which a Service's next Revision will be. */
    static String version(Service service) {
        return service.getSpec() == null
                        || service.getSpec().getTemplate() == null
                        || service.getSpec().getTemplate().getMetadata() == null
                ? ""
                : version(service.getSpec().getTemplate().getMetadata().getAnnotations());
    }

    static String version(Revision revision) {
        return version(revision.getMetadata().getAnnotations());
    }

    private static String version(@Nullable Map<String, String> annotations) {
        return annotations == null ? "" : annotations.getOrDefault(Labels.VERSION, "");
    }

    static String label(HasMetadata object, String name) {
        return object.getMetadata().getLabels() == null
                ? ""
                : object.getMetadata().getLabels().getOrDefault(name, "");
    }

    /** The Revision that has a generation's pods. */
    static Optional<Revision> newest(Collection<Revision> revisions, String version) {
        return revisions.stream()
                .filter(revision -> version(revision).equals(version))
                .max(Comparator.comparingLong(Plan::generation));
    }

    private static long generation(Revision revision) {
        String text = label(revision, Marks.GENERATION);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** All that comes by the Service's name goes to the latest Revision; the kept ones stay reachable, and so keep their pods. */
    static List<TrafficTarget> traffic(Collection<Revision> kept) {
        List<TrafficTarget> targets = new ArrayList<>();
        targets.add(new TrafficTargetBuilder()
                .withLatestRevision(true)
                .withPercent(100L)
                .build());
        for (Revision revision : kept) {
            String version = version(revision);
            targets.add(new TrafficTargetBuilder()
                    .withRevisionName(revision.getMetadata().getName())
                    .withTag("v" + version.substring(0, Math.min(TAG_DIGITS, version.length())))
                    .withLatestRevision(false)
                    .withPercent(0L)
                    .build());
        }
        return targets;
    }

    /** A Service with another's template. Else it stays as it is: Knative has annotations of its own on it, and refuses a change of them. */
    static Service changed(Service live, Service wanted, Collection<Revision> kept) {
        return new ServiceBuilder(live)
                .editMetadata()
                .addToLabels(wanted.getMetadata().getLabels())
                .addToAnnotations(wanted.getMetadata().getAnnotations())
                .endMetadata()
                .editSpec()
                .withTemplate(wanted.getSpec().getTemplate())
                .withTraffic(traffic(kept))
                .endSpec()
                .build();
    }

    /** The names of the Revisions that are kept beside the latest. */
    static Set<String> kept(Service service) {
        return service.getSpec() == null || service.getSpec().getTraffic() == null
                ? new TreeSet<>()
                : service.getSpec().getTraffic().stream()
                        .map(TrafficTarget::getRevisionName)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The Revisions whose bounds have an effect: the latest, and those kept beside it. */
    static List<Revision> reachable(Service service, Collection<Revision> revisions) {
        Set<String> kept = kept(service);
        newest(revisions, version(service))
                .ifPresent(latest -> kept.add(latest.getMetadata().getName()));
        return revisions.stream()
                .filter(revision -> kept.contains(revision.getMetadata().getName()))
                .toList();
    }
}
