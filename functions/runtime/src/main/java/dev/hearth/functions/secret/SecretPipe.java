package dev.hearth.functions.secret;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** How secrets come to a replica's process: as the first that its platform writes to its standard input. */
public final class SecretPipe {
    /** The variable of a replica's process that says that secrets come. */
    public static final String VARIABLE = "HEARTH_SECRETS_FOLLOW";

    /** The most that an environment's secrets may have together, in bytes: as much as a Kubernetes Secret. */
    public static final int LIMIT = 1 << 20;

    private SecretPipe() {}

    /** Writes them. Blocks while the replica does not read. */
    public static void write(Secrets secrets, OutputStream pipe) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(pipe));
        out.writeInt(secrets.values().size());
        for (Map.Entry<String, String> secret : secrets.values().entrySet()) {
            text(out, secret.getKey());
            text(out, secret.getValue());
        }
        out.flush();
    }

    /**
     * Reads them, and not a byte more.
     *
     * @throws IOException if the pipe ends before
     */
    public static Secrets read(InputStream pipe) throws IOException {
        DataInputStream in = new DataInputStream(pipe);
        Map<String, String> values = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String key = text(in);
            values.put(key, text(in));
        }
        return new Secrets(values);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LIMIT) {
            throw new IOException("Secrets: what the platform wrote has a length of " + length + ".");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
