package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.deployment.ApplicationArchiveImpl;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.paths.OpenPathTree;
import io.quarkus.paths.PathTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.jandex.Indexer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @Test
    void equalBuildsHaveOneVersionAndAnyChangedFileAnother() throws IOException {
        Files.writeString(root.resolve("A.class"), "a");
        Files.createDirectory(root.resolve("b"));
        Files.writeString(root.resolve("b").resolve("B.class"), "b");
        String first = version("1");
        assertEquals(first, version("1"));
        assertNotEquals(first, version("2"));
        Files.writeString(root.resolve("b").resolve("B.class"), "changed");
        assertNotEquals(first, version("1"));
    }

    private String version(String applicationVersion) throws IOException {
        try (OpenPathTree tree = PathTree.ofDirectoryOrArchive(root).open()) {
            return Version.of(
                    new ApplicationInfoBuildItem(Optional.of("app"), Optional.of(applicationVersion)),
                    new ApplicationArchiveImpl(new Indexer().complete(), tree, null),
                    new DeclarationsBuildItem(List.of(), Map.of(), List.of(), List.of(), name -> true));
        }
    }
}
