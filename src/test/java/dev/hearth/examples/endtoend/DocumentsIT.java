package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.architecture.SourceTree;
import dev.hearth.guide.Document;
import dev.hearth.guide.Session;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Types what the documents' console blocks show, and compares what comes. */
class DocumentsIT {
    private static final String SEPARATOR = "=====";

    @RegisterExtension
    static final Hearth HEARTH = Hearth.forAllTests().with("HEARTH_ENVIRONMENTS__FIFTY__REPLICA_COUNT", "4");

    private static final SourceTree PROJECT = SourceTree.ofThisProject();

    private static String url = "";

    /** The commands are quick when a platform is there for them. */
    @BeforeAll
    static void serve() {
        url = HEARTH.start("serve", "--port", "0").url();
    }

    @TestFactory
    Stream<DynamicTest> theCommandsGiveWhatIsShown() throws IOException {
        return Document.all(PROJECT.root()).stream()
                .flatMap(document -> document.blocks().stream())
                .filter(block -> block.language().equals("console"))
                .map(block -> DynamicTest.dynamicTest(block.place(), () -> assertShown(block)));
    }

    private static void assertShown(Document.Block block) {
        List<Session.Command> commands = Session.commands(block.lines());
        StringBuilder script = new StringBuilder("cd '" + PROJECT.root() + "'\nexec 2>&1\n");
        // The platform of the test has a port of its own.
        script.append("curl() { command curl \"${@/http:\\/\\/localhost:8080/" + url + "}\"; }\ntrue\n");
        for (Session.Command command : commands) {
            // The exit code passes the separator, so that a block can show it.
            script.append("code=$?; echo; echo '").append(SEPARATOR).append("'; (exit $code)\n");
            script.append(command.line()).append('\n');
        }
        Ended ended = HEARTH.shell(script.toString());
        String[] outputs = ended.out().split("(?m)^" + SEPARATOR + "$", -1);
        assertEquals(commands.size() + 1, outputs.length, ended::toString);
        for (int i = 0; i < commands.size(); i++) {
            Session.Command command = commands.get(i);
            String real = outputs[i + 1];
            assertTrue(command.matches(real), () -> block.place() + ": $ " + command.line() + "\ngave\n" + real);
        }
    }
}
