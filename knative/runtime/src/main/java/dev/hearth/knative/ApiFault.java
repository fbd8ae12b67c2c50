package dev.hearth.knative;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** What it means for whoever asked that the API server did not do what it was asked, or could not be asked. */
public final class ApiFault {
    private static final int INVALID = 422;

    private ApiFault() {}

    /** Whether the object has changed meanwhile, or is there already. */
    public static boolean isConflict(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    /** Whether there is no such object, or the cluster does not know the kind. */
    public static boolean isMissing(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** Whether it has looked at what it was asked for, and does not take it. */
    public static boolean isRefusal(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST || e.getCode() == INVALID;
    }

    /** What the API server says in one line, without a full stop; if it has said nothing, why it could not be asked. */
    public static String reason(KubernetesClientException e) {
        Status status = e.getStatus();
        String message = status == null ? null : status.getMessage();
        String text = message == null || message.isBlank() ? root(e) : message;
        return text.strip().replaceAll("\\s*\\n\\s*", "; ").replaceAll("\\.$", "");
    }

    private static String root(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e.getMessage() == null ? e.toString() : e.getMessage() : root(cause);
    }
}
