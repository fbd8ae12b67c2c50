package dev.hearth.knative.provision;

import dev.hearth.HearthException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;

/** What an answer of the API server means for whoever asked. */
final class ApiFault {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int INVALID = 422;
    private static final int TOO_MANY = 429;

    /** What an API server that is too busy asks for by a header, which the client does not hand on. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    private ApiFault() {}

    static boolean isConflict(KubernetesClientException e) {
        return e.getCode() == CONFLICT;
    }

    static boolean isMissing(KubernetesClientException e) {
        return e.getCode() == NOT_FOUND;
    }

    /** It has looked at what it was asked for, and does not take it. */
    static boolean isRefusal(KubernetesClientException e) {
        return e.getCode() == BAD_REQUEST || e.getCode() == INVALID;
    }

    /**
     * Why to ask again would not help, or empty if it may.
     *
     * @param what was asked for, as the beginning of a sentence
     */
    static Optional<HearthException> hopeless(String what, KubernetesClientException e) {
        String reason = what + ": " + reason(e);
        return switch (e.getCode()) {
            case BAD_REQUEST, INVALID -> Optional.of(new HearthException(reason + ".", e));
            // A quota may have room again.
            case FORBIDDEN ->
                reason.contains("exceeded quota")
                        ? Optional.empty()
                        : Optional.of(new HearthException(
                                reason
                                        + ". Give the platform's service account this right; target/kubernetes has a role with all that it needs.",
                                e));
            case NOT_FOUND ->
                Optional.of(new HearthException(
                        reason + ". Is Knative Serving installed, and does the namespace exist?", e));
            default -> Optional.empty();
        };
    }

    /** What the API server says, in one line. */
    static String reason(KubernetesClientException e) {
        Status status = e.getStatus();
        String message = status == null ? null : status.getMessage();
        String text = message == null || message.isBlank() ? String.valueOf(e.getMessage()) : message;
        return text.strip().replaceAll("\\s*\\n\\s*", "; ");
    }

    /** How long the API server asks to wait, if it does. */
    static Optional<Duration> retryAfter(KubernetesClientException e) {
        Status status = e.getStatus();
        if (status != null && status.getDetails() != null && status.getDetails().getRetryAfterSeconds() != null) {
            return Optional.of(Duration.ofSeconds(status.getDetails().getRetryAfterSeconds()));
        }
        return e.getCode() == TOO_MANY ? Optional.of(BUSY) : Optional.empty();
    }
}
