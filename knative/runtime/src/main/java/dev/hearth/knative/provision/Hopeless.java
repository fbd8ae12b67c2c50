package dev.hearth.knative.provision;

import dev.hearth.HearthException;
import dev.hearth.knative.ApiFault;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** What the API server answers when to ask again would not help. */
final class Hopeless {
    private Hopeless() {}

    /**
     * The failure for people, with what to do; empty if to ask again may help.
     *
     * @param what was asked for, as the beginning of a sentence
     */
    static Optional<HearthException> of(String what, KubernetesClientException e) {
        String reason = what + ": " + ApiFault.reason(e) + ".";
        if (ApiFault.isRefusal(e)) {
            return Optional.of(new HearthException(reason, e));
        }
        if (ApiFault.isMissing(e)) {
            return Optional.of(
                    new HearthException(reason + " Is Knative Serving installed, and does the namespace exist?", e));
        }
        // A quota may have room again.
        return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN && !reason.contains("exceeded quota")
                ? Optional.of(new HearthException(
                        reason
                                + " Give the platform's service account this right; target/kubernetes has a role with all"
                                + " that it needs.",
                        e))
                : Optional.empty();
    }
}
