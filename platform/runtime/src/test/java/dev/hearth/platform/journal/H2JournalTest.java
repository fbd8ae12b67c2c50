package dev.hearth.platform.journal;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2JournalTest extends JournalContract {
    @TempDir
    Path folder;

    @Override
    Settings database() {
        return Settings.h2(folder.resolve("journal"));
    }
}
