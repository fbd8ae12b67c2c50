package dev.hearth.knative.mapping;

import dev.hearth.HearthException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names of an application's objects. */
public final class ResourceNames {
    /** A Revision adds a number to its Service's name, its pods' Deployment a word to that, and all must fit into a label's 63. */
    static final int LONGEST_SERVICE = 50;

    /** The only entry of {@link #joinSecret}. */
    public static final String JOIN_KEY = "key";

    private static final int DIGITS = 8;
    private static final Pattern LABEL = Pattern.compile("[a-z]([a-z0-9-]*[a-z0-9])?");

    private ResourceNames() {}

    /**
     * An application's name on the cluster: its own, in lower case and with hyphens for what no label may have. Knative wants a letter first.
     *
     * @param name {@code quarkus.application.name}
     * @throws HearthException if nothing that can be a name is left
     */
    public static String application(String name) {
        String label =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        if (!LABEL.matcher(label).matches()) {
            throw new HearthException(
                    "Application '" + name
                            + "': Knative takes no name that does not begin with a letter. Set quarkus.application.name to one that does.");
        }
        return shortened(label);
    }

    /** The Knative Service of an environment. */
    public static String service(String application, String environment) {
        return shortened(application + "-" + environment);
    }

    /** The Secret with the environment's join key. */
    public static String joinSecret(String application, String environment) {
        return service(application, environment) + "-join";
    }

    /** The Secret with the values of environments' secrets, unless the configuration names another. */
    public static String secret(String application) {
        return application + "-secrets";
    }

    /** Two long names that begin alike stay two. */
    private static String shortened(String name) {
        if (name.length() <= LONGEST_SERVICE) {
            return name;
        }
        String beginning = name.substring(0, LONGEST_SERVICE - DIGITS - 1).replaceAll("-+$", "");
        return beginning + "-" + digest(name);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
