package dev.hearth.functions.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Devices that each replica needs, as an extended resource of Kubernetes.
 *
 * @param resource such as {@code nvidia.com/gpu}
 * @param count how many, at least 1
 */
public record AcceleratorSpec(String resource, int count) {
    /** What to write. */
    public static final String EXAMPLES =
            "Write a resource of the cluster's nodes, such as nvidia.com/gpu or nvidia.com/gpu=2";

    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    /** As for the name of an extended resource: with a domain, which Kubernetes' own resources have not. */
    private static final Pattern FORM = Pattern.compile("(?<resource>" + LABEL + "(\\." + LABEL
            + "){1,10}/[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)(=(?<count>[1-9]\\d{0,2}))?");

    /**
     * Reads {@code <resource>} or {@code <resource>=<count>}.
     *
     * @throws IllegalArgumentException if it is neither; the message says why, without saying which
     */
    public static AcceleratorSpec of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("is no accelerator");
        }
        String count = form.group("count");
        return new AcceleratorSpec(form.group("resource"), count == null ? 1 : Integer.parseInt(count));
    }

    @Override
    public String toString() {
        return resource + "=" + count;
    }
}
