package dev.hearth.platform.secret;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.secret.SecretPipe;
import dev.hearth.functions.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads secrets from a folder and from the platform's variables, each time anew. Safe for use by several threads. */
@Singleton
public final class SecretSource {
    /** What the variables that hold secrets begin with. No replica inherits them. */
    public static final String VARIABLE_PREFIX = "HEARTH_SECRET_";

    private final Optional<Path> directory;
    private final Map<String, String> variables;

    @Inject
    SecretSource(SecretsConfig config) {
        this(config.directory(), System.getenv());
    }

    /**
     * @param directory where the files are
     * @param variables the platform's own
     */
    public SecretSource(Optional<Path> directory, Map<String, String> variables) {
        this.directory = directory;
        this.variables = variables;
    }

    /**
     * The secrets that an environment requests. Reads files.
     *
     * @throws HearthException if some cannot be supplied; the message has the key of each, and where it was looked for
     */
    public Secrets of(EnvironmentSpec environment) {
        List<String> keys = environment.container().secrets();
        if (keys.isEmpty()) {
            return Secrets.NONE;
        }
        Map<String, String> values = new HashMap<>();
        List<String> faults = new ArrayList<>();
        int size = 0;
        for (String key : keys) {
            try {
                String value = value(key);
                size += value.length();
                values.put(key, value);
            } catch (Unusable e) {
                faults.add("Secret '" + key + "' of environment '" + environment.name() + "': " + e.getMessage());
            }
        }
        if (size > SecretPipe.LIMIT) {
            faults.add("Secrets of environment '" + environment.name() + "': together they have " + size
                    + " characters, but may have " + SecretPipe.LIMIT + ". Pass the large one as a file.");
        }
        if (!faults.isEmpty()) {
            throw new HearthException(String.join(" ", faults));
        }
        return new Secrets(values);
    }

    private String value(String key) throws Unusable {
        List<String> lookedFor = new ArrayList<>();
        String value = null;
        String place = "";
        if (directory.isPresent()) {
            Path file = directory.get().resolve(key).toAbsolutePath();
            place = "file '" + file + "'";
            lookedFor.add(place);
            value = Files.exists(file) ? text(file, place) : null;
        }
        for (String variable : variables(key)) {
            if (value == null) {
                place = "variable " + variable + " of the platform";
                lookedFor.add(place);
                value = variables.get(variable);
            }
        }
        if (value == null) {
            throw new Unusable("there is no " + String.join(" and no ", lookedFor) + ". Add one"
                    + (directory.isPresent()
                            ? "."
                            : ", or set hearth.secrets.directory to a folder with a file for each key."));
        }
        if (value.isBlank()) {
            throw new Unusable(place + " is empty. Put the value there.");
        }
        if (value.length() < Secrets.MIN_LENGTH) {
            throw new Unusable(
                    place + " has fewer than " + Secrets.MIN_LENGTH
                            + " characters: so short a value can't be kept out of logs and results. Make it longer, or a variable if it is no secret.");
        }
        return value;
    }

    /** A key's variable as it stands, and in capitals; what can't be in a variable's name becomes an underscore. */
    private static List<String> variables(String key) {
        String variable = VARIABLE_PREFIX + key.replaceAll("[^A-Za-z0-9_]", "_");
        String capitals = variable.toUpperCase(Locale.ROOT);
        return variable.equals(capitals) ? List.of(variable) : List.of(variable, capitals);
    }

    private static String text(Path file, String place) throws Unusable {
        // Others, such as a pipe, might be read for ever.
        if (!Files.isRegularFile(file)) {
            throw new Unusable(place + " is no plain file. Put a file with the value there.");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(SecretPipe.LIMIT + 1);
        } catch (IOException e) {
            throw new Unusable(
                    place + " can't be read: " + e.getClass().getSimpleName() + ". Let the platform's user read it.");
        }
        if (bytes.length > SecretPipe.LIMIT) {
            throw new Unusable(
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
            throw new Unusable(place + " is no UTF-8 text. Encode it, for example in Base64.");
        }
    }

    /** Why a secret cannot be supplied, and what to do. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }
}
