package dev.hearth.platform.run;

import dev.hearth.platform.journal.TestJournal;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2ReplayTest extends ReplayContract {
    @TempDir
    Path folder;

    @Override
    TestJournal open() {
        return TestJournal.h2(folder.resolve("journal"));
    }
}
