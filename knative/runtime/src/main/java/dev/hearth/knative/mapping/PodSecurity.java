package dev.hearth.knative.mapping;

import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/** What containers may do: as little as Kubernetes' "restricted" standard wants. */
public final class PodSecurity {
    private PodSecurity() {}

    /** For the application's own image, which writes nowhere but to what is mounted. */
    public static SecurityContext sealed(long user) {
        return new SecurityContextBuilder(restricted(user))
                .withReadOnlyRootFilesystem(true)
                .build();
    }

    /** For images that may write into themselves. */
    static SecurityContext restricted(long user) {
        return new SecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(user)
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }
}
