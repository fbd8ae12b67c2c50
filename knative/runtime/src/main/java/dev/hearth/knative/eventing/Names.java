package dev.hearth.knative.eventing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names and labels of what is made for events. */
final class Names {
    /** Of names that become labels. */
    private static final int LONGEST = 63;

    private static final int DIGEST = 8;

    private Names() {}

    /** Both parts with a dash between them; shortened with a digest where that is too long. */
    static String of(String application, String rest) {
        String name = application + "-" + rest;
        String end = name.replaceAll("-+$", "");
        return end.equals(name) && name.length() <= LONGEST
                ? name
                : end.substring(0, Math.min(end.length(), LONGEST - DIGEST - 1)).replaceAll("-+$", "") + "-"
                        + digest(name);
    }

    static SortedMap<String, String> labels(String application) {
        SortedMap<String, String> labels = new TreeMap<>(platformPods(application));
        labels.put("app.kubernetes.io/part-of", application);
        labels.put("app.kubernetes.io/managed-by", "manifest");
        return labels;
    }

    static Map<String, String> platformPods(String application) {
        return new TreeMap<>(
                Map.of("app.kubernetes.io/name", application, "app.kubernetes.io/component", "platform"));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
