package dev.hearth.functions.replica;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether this JVM takes classes from the archive that its platform gave it. The JVM may ignore an archive without failing, and has
 * no method that tells; but one that it uses is mapped into its memory, which the system shows.
 *
 * @param kind {@code cds}, {@code aot} or {@code none}
 * @param reason why none; empty if there is one
 */
public record ClassArchive(String kind, String reason) {
    /** System property: the file that the platform named on the command line. */
    public static final String FILE_PROPERTY = "hearth.archive";

    /** System property: why the platform named none. */
    public static final String ABSENT_PROPERTY = "hearth.archive.absent";

    private static final Path MAPS = Path.of("/proc/self/maps");

    static ClassArchive ofThisProcess() {
        String file = System.getProperty(FILE_PROPERTY);
        if (file == null) {
            return none(System.getProperty(ABSENT_PROPERTY, "its command line names none"));
        }
        return of(Path.of(file), MAPS);
    }

    static ClassArchive of(Path file, Path maps) {
        try {
            String real = file.toRealPath().toString();
            // Paths are bytes to the system; in this encoding none is lost.
            String mapped = Files.readString(maps, StandardCharsets.ISO_8859_1);
            if (mapped.contains(new String(real.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))) {
                return new ClassArchive(real.endsWith(".aot") ? "aot" : "cds", "");
            }
            return none("the JVM did not take '" + real + "'");
        } catch (IOException e) {
            return none("it is not known whether the JVM took '" + file + "': " + e);
        }
    }

    private static ClassArchive none(String reason) {
        return new ClassArchive("none", reason);
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? kind : kind + " (" + reason + ")";
    }
}
