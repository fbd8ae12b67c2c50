package dev.hearth.functions.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A pod template among the application's resources. */
public final class PodTemplateResource {
    /** What to do about one that can't be read. */
    public static final String REMEDY = "Name a file of src/main/resources with a Kubernetes PodTemplateSpec";

    /** Far more than a pod has, and less than Kubernetes takes as one object. */
    private static final int LIMIT = 1 << 18;

    private PodTemplateResource() {}

    /**
     * The text of a resource, as the thread's class loader finds it: at build time as well as at run time.
     *
     * @throws IllegalArgumentException if there is no such text; the message says why, without saying which
     */
    public static String read(String resource) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("is no resource of the application");
            }
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new IllegalArgumentException("has more than " + LIMIT + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("can't be read: " + e.getMessage(), e);
        }
    }
}
