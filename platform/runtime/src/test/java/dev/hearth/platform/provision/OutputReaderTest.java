package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.secret.Secrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutputReaderTest {
    private final List<String> lines = new ArrayList<>();
    private final OutputReader reader = new OutputReader(lines::add, Secrets.NONE);

    @Test
    void linesEndAtEitherLineEndAndTheLastNeedsNone() {
        reader.readAll(bytes("a\nb\r\n\nlast"));
        assertEquals(List.of("a", "b", "", "last"), lines);
    }

    @Test
    void aLineThatComesInPiecesIsOneLineEvenInTheMiddleOfACharacter() {
        byte[] text = "Grüße 😀\n".getBytes(StandardCharsets.UTF_8);
        InputStream pieces = new InputStream() {
            private int at;

            @Override
            public int read() {
                return at < text.length ? text[at++] & 0xff : -1;
            }

            @Override
            public int read(byte[] b, int off, int len) {
                int next = read();
                if (next < 0) {
                    return -1;
                }
                b[off] = (byte) next;
                return 1;
            }
        };
        reader.readAll(pieces);
        assertEquals(List.of("Grüße 😀"), lines);
    }

    @Test
    void aLongLineIsCutAndTheNextIsWhole() {
        reader.readAll(bytes("x".repeat(OutputReader.MAX_LINE_BYTES + 100_000) + "\nnext\n"));
        assertEquals(2, lines.size());
        assertEquals("x".repeat(OutputReader.MAX_LINE_BYTES) + "… (cut)", lines.get(0));
        assertEquals("next", lines.get(1));
    }

    @Test
    void onlyTheLastLinesAreKept() {
        IntStream.range(0, 50).forEach(i -> reader.readAll(bytes(i + "\n")));
        assertEquals(
                IntStream.range(50 - OutputReader.LAST_LINES, 50)
                        .mapToObj(Integer::toString)
                        .toList(),
                reader.lastLines());
    }

    @Test
    void aStreamThatBreaksEndsLikeOneThatIsClosed() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Stream closed");
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                throw new IOException("Stream closed");
            }
        };
        reader.readAll(new SequenceInputStream(bytes("said\nhalf"), broken));
        assertEquals(List.of("said", "half"), reader.lastLines());
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void valuesOfSecretsAreMaskedAlsoWhereALineIsCut() {
        OutputReader masking = new OutputReader(lines::add, new Secrets(Map.of("KEY", "open sesame")));
        String cut = "x".repeat(OutputReader.MAX_LINE_BYTES - 8) + "open sesame";
        masking.readAll(
                new ByteArrayInputStream(("it is open sesame!\n" + cut + "\n").getBytes(StandardCharsets.UTF_8)));
        assertEquals("it is ***!", lines.get(0));
        assertTrue(
                lines.get(1).endsWith("xxx***… (cut)"),
                lines.get(1).substring(lines.get(1).length() - 30));
        assertEquals(lines, masking.lastLines());
    }
}
