package dev.hearth.functions.deployment;

import io.quarkus.deployment.ApplicationArchive;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The digest that tells one build of an application from another. */
final class Version {
    private static final int DIGITS = 16;

    private Version() {}

    static String of(
            ApplicationInfoBuildItem application, ApplicationArchive root, DeclarationsBuildItem declarations) {
        MessageDigest digest = sha256();
        add(digest, application.getName());
        add(digest, application.getVersion());
        declarations.environments().forEach(environment -> add(digest, environment.toString()));
        declarations
                .tasks()
                .forEach(task -> add(digest, task.data() + " " + task.method().genericSignature()));
        declarations
                .workflows()
                .forEach(flow -> add(digest, flow.data() + " " + flow.method().genericSignature()));
        files(root).forEach((name, file) -> {
            add(digest, name);
            digest.update(file);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    /** By name, since a directory gives its files in no order; each as its own digest, so that none is held in memory. */
    private static Map<String, byte[]> files(ApplicationArchive root) {
        Map<String, byte[]> result = new TreeMap<>();
        root.accept(tree -> tree.walk(visit -> {
            if (Files.isRegularFile(visit.getPath())) {
                result.put(visit.getRelativePath(), digest(visit.getPath()));
            }
        }));
        return result;
    }

    private static byte[] digest(Path file) {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest.digest();
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
