package dev.hearth.platform.archive;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Quarkus's default packaging, which loads the application by a class loader of its own. Archives keep only what the JVM's own class
 * loader loads, so this says what that one needs to load the same classes in the same order.
 *
 * @param mainClass what the packaging's own main class would call
 * @param classPath all jars: those that Quarkus loads first, then transformed, generated and application classes, then libraries
 * @param flags opened and exported packages, which the JVM takes from a manifest of {@code -jar} only
 */
record FastJar(String mainClass, List<Path> classPath, List<String> flags) {
    private static final String LAUNCHER = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final String INDEX = "quarkus/quarkus-application.dat";

    // The index as Quarkus 3.32 writes it (io.quarkus.bootstrap.runner.SerializedApplication).
    private static final int MAGIC = 0xF0315432;
    private static final int VERSION = 3;
    private static final int MANIFEST_STRINGS = 6;

    /**
     * Reads what lies beside a launcher jar.
     *
     * @return null if it is another packaging
     * @throws IOException if it is this packaging, but not as it is known
     */
    static @Nullable FastJar read(Path launcher) throws IOException {
        Attributes manifest;
        try (JarFile jar = new JarFile(launcher.toFile())) {
            Manifest all = jar.getManifest();
            manifest = all == null ? new Attributes() : all.getMainAttributes();
        }
        if (!LAUNCHER.equals(manifest.getValue(Attributes.Name.MAIN_CLASS))) {
            return null;
        }
        Path folder = launcher.resolveSibling("");
        List<Path> jars = new ArrayList<>();
        for (String name : words(manifest.getValue(Attributes.Name.CLASS_PATH))) {
            jars.add(folder.resolve(name));
        }
        String main;
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve(INDEX))))) {
            if (in.readInt() != MAGIC || in.readInt() != VERSION) {
                throw new IOException("'" + folder.resolve(INDEX) + "' is not of the version that is known");
            }
            main = in.readUTF();
            int count = in.readUnsignedShort();
            for (int i = 0; i < count; i++) {
                jars.add(folder.resolve(in.readUTF()));
                skipContents(in);
            }
        }
        for (Path jar : jars) {
            if (!Files.isRegularFile(jar)) {
                throw new IOException("'" + jar + "' is not there");
            }
        }
        return new FastJar(main, List.copyOf(jars), flags(manifest));
    }

    /** What a jar of the index holds: it matters to Quarkus's class loader alone. */
    private static void skipContents(DataInputStream in) throws IOException {
        if (in.readBoolean()) {
            for (int i = 0; i < MANIFEST_STRINGS; i++) {
                if (in.readBoolean()) {
                    in.readUTF();
                }
            }
        }
        // Not an expression: both are to be read.
        boolean generated = in.readBoolean();
        boolean transformed = in.readBoolean();
        skipStrings(in, in.readUnsignedShort());
        if (generated || transformed) {
            skipStrings(in, in.readInt());
        }
    }

    private static void skipStrings(DataInputStream in, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            in.readUTF();
        }
    }

    private static List<String> flags(Attributes manifest) {
        List<String> flags = new ArrayList<>();
        for (String opened : words(manifest.getValue("Add-Opens"))) {
            flags.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        for (String exported : words(manifest.getValue("Add-Exports"))) {
            flags.add("--add-exports=" + exported + "=ALL-UNNAMED");
        }
        return List.copyOf(flags);
    }

    private static List<String> words(@Nullable String value) {
        return value == null || value.isBlank()
                ? List.of()
                : List.of(value.trim().split("\\s+"));
    }
}
