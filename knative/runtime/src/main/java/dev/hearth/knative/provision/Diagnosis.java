package dev.hearth.knative.provision;

import dev.hearth.knative.PodTrouble;
import io.fabric8.knative.pkg.apis.Condition;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an environment has fewer pods that are ready than it shall have. */
final class Diagnosis {
    private final PodTrouble trouble;

    Diagnosis(PodTrouble trouble) {
        this.trouble = trouble;
    }

    /**
     * Empty if they are there, or if nothing is known but that they are on their way. Blocks.
     *
     * @param revision empty: it has not been made yet
     * @param pods of the Revision
     */
    Optional<String> of(Service service, Optional<Revision> revision, List<Pod> pods, int wanted) {
        if (pods.stream().filter(PodTrouble::ready).count() >= wanted) {
            return Optional.empty();
        }
        return trouble.of(pods)
                .or(() -> revision.flatMap(known -> known.getStatus() == null
                        ? Optional.empty()
                        : failed(
                                "Revision '" + known.getMetadata().getName() + "'",
                                known.getStatus().getConditions())))
                .or(() -> service.getStatus() == null || revision.isPresent()
                        ? Optional.empty()
                        : failed(
                                "Service '" + service.getMetadata().getName() + "'",
                                service.getStatus().getConditions()));
    }

    private static Optional<String> failed(String what, @Nullable List<Condition> conditions) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream()
                        .filter(condition -> "False".equals(condition.getStatus()))
                        // What a condition is made of says more than the sum.
                        .sorted((a, b) -> Boolean.compare("Ready".equals(a.getType()), "Ready".equals(b.getType())))
                        .filter(condition -> !"Active".equals(condition.getType()))
                        .findFirst()
                        .map(condition ->
                                what + " is not ready: " + condition.getReason() + ": " + condition.getMessage());
    }
}
