package dev.hearth.platform.secret;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.secret.SecretFiles;
import dev.hearth.functions.secret.SecretPipe;
import dev.hearth.functions.secret.Secrets;
import dev.hearth.functions.secret.UnusableSecretException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
            } catch (UnusableSecretException e) {
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

    private String value(String key) throws UnusableSecretException {
        List<String> lookedFor = new ArrayList<>();
        String value = null;
        String place = "";
        if (directory.isPresent()) {
            Path file = directory.get().resolve(key).toAbsolutePath();
            place = "file '" + file + "'";
            lookedFor.add(place);
            value = Files.exists(file) ? SecretFiles.text(file, place) : null;
        }
        for (String variable : variables(key)) {
            if (value == null) {
                place = "variable " + variable + " of the platform";
                lookedFor.add(place);
                value = variables.get(variable);
            }
        }
        if (value == null) {
            throw new UnusableSecretException("there is no " + String.join(" and no ", lookedFor) + ". Add one"
                    + (directory.isPresent()
                            ? "."
                            : ", or set hearth.secrets.directory to a folder with a file for each key."));
        }
        return SecretFiles.checked(value, place);
    }

    /** A key's variable as it stands, and in capitals; what can't be in a variable's name becomes an underscore. */
    private static List<String> variables(String key) {
        String variable = VARIABLE_PREFIX + key.replaceAll("[^A-Za-z0-9_]", "_");
        String capitals = variable.toUpperCase(Locale.ROOT);
        return variable.equals(capitals) ? List.of(variable) : List.of(variable, capitals);
    }
}
