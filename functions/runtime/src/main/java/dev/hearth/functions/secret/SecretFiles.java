package dev.hearth.functions.secret;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Secrets in files: one for each key, named after it. */
public final class SecretFiles {
    private SecretFiles() {}

    /**
     * The secrets that an environment requests, of a folder.
     *
     * @throws HearthException if some are not there; the message has the key of each
     */
    public static Secrets of(EnvironmentSpec environment, Path folder) {
        Map<String, String> values = new HashMap<>();
        List<String> faults = new ArrayList<>();
        for (String key : environment.container().secrets()) {
            Path file = folder.resolve(key);
            String place = "file '" + file + "'";
            try {
                if (!Files.exists(file)) {
                    throw new UnusableSecretException("there is no " + place
                            + ". Add the key to the Kubernetes Secret of the application's secrets.");
                }
                values.put(key, checked(text(file, place), place));
            } catch (UnusableSecretException e) {
                faults.add("Secret '" + key + "' of environment '" + environment.name() + "': " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new HearthException(String.join(" ", faults));
        }
        return values.isEmpty() ? Secrets.NONE : new Secrets(values);
    }

    /**
     * A file's text, without one line break at its end.
     *
     * @param place names it in messages
     */
    public static String text(Path file, String place) throws UnusableSecretException {
        // Others, such as a pipe, might be read for ever.
        if (!Files.isRegularFile(file)) {
            throw new UnusableSecretException(place + " is no plain file. Put a file with the value there.");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(SecretPipe.LIMIT + 1);
        } catch (IOException e) {
            throw new UnusableSecretException(
                    place + " can't be read: " + e.getClass().getSimpleName() + ". Let the platform's user read it.");
        }
        if (bytes.length > SecretPipe.LIMIT) {
            throw new UnusableSecretException(
                    place + " has more than " + SecretPipe.LIMIT + " bytes. Let the task read so large a file itself.");
        }
        try {
            // Unlike the string's constructor, it refuses what is no text instead of replacing it.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.replaceFirst("\\r?\\n\\z", "");
        } catch (CharacterCodingException e) {
            throw new UnusableSecretException(place + " is no UTF-8 text. Encode it, for example in Base64.");
        }
    }

    /** The value, if it can be one. */
    public static String checked(String value, String place) throws UnusableSecretException {
        if (value.isBlank()) {
            throw new UnusableSecretException(place + " is empty. Put the value there.");
        }
        if (value.length() < Secrets.MIN_LENGTH) {
            throw new UnusableSecretException(
                    place + " has fewer than " + Secrets.MIN_LENGTH
                            + " characters: so short a value can't be kept out of logs and results. Make it longer, or a variable if it is no secret.");
        }
        return value;
    }
}
