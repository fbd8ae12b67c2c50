package dev.hearth.functions.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.HearthException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String PEM = "-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQ==\n-----END KEY-----";

    private final Secrets secrets = new Secrets(Map.of("KEY", "open sesame", "LONGER", "open sesame!", "PEM", PEM));

    @Test
    void everyValueIsMaskedTheLongerOneFirst() {
        assertEquals("a *** b *** c ***", secrets.mask("a open sesame b open sesame! c " + PEM));
        assertEquals("nothing", secrets.mask("nothing"));
        assertEquals("nothing", Secrets.NONE.mask("nothing"));
    }

    @Test
    void eachLineOfAValueOfSeveralLinesIsMasked() {
        PEM.lines().forEach(line -> assertEquals("[***]", secrets.mask("[" + line + "]")));
    }

    @Test
    void aValueThatHasLostItsEndIsMaskedAtTheEndOfACutText() {
        assertEquals("key: ***", secrets.maskCut("key: open ses"));
        assertEquals("key: ***", secrets.maskCut("key: open"));
        assertEquals("key: ope", secrets.maskCut("key: ope"));
        assertEquals("open house", secrets.maskCut("open house"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain-value",
                "with \"quotes\" and \\",
                "two\nlines\tand a tab",
                "Schlüssel→鍵",
                "{\"user\":\"x\"}"
            })
    void aValueIsFoundInJsonHoweverItIsQuoted(String value) throws JsonProcessingException {
        Secrets one = new Secrets(Map.of("ONE", value));
        ObjectMapper mapper = new ObjectMapper();
        for (Object result : List.of(value, "before " + value + " after", List.of(1, value), Map.of(value, true))) {
            assertEquals(Optional.of("ONE"), one.keyIn(mapper.writeValueAsBytes(result)));
        }
        assertEquals(Optional.empty(), one.keyIn(mapper.writeValueAsBytes(value.substring(1))));
    }

    @Test
    void aValueThatIsJsonItselfIsFoundWhereItStandsAsSuch() {
        Secrets json = new Secrets(Map.of("JSON", "{\"user\":\"x\"}", "PIN", "4711"));
        assertEquals(Optional.of("JSON"), json.keyIn(bytes("[{\"user\":\"x\"}]")));
        assertEquals(Optional.of("PIN"), json.keyIn(bytes("{\"pin\":4711}")));
    }

    @Test
    void oneThatIsNotRequestedIsRefusedWithTheKnownOnes() {
        assertEquals("open sesame", secrets.get("vault", "KEY"));
        String message = String.valueOf(assertThrows(HearthException.class, () -> secrets.get("vault", "KEI"))
                .getMessage());
        assertTrue(message.contains("'KEI': environment 'vault'"), message);
        assertTrue(message.contains("KEY, LONGER, PEM"), message);
        assertFalse(message.contains("sesame"), message);
    }

    @Test
    void valuesAreNotInTheTextOfTheObject() {
        assertEquals("Secrets[KEY, LONGER, PEM]", secrets.toString());
    }

    @Test
    void thePipeCarriesThemAndNothingBehindThemIsRead() throws IOException {
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        SecretPipe.write(secrets, pipe);
        pipe.write(42);
        ByteArrayInputStream in = new ByteArrayInputStream(pipe.toByteArray());
        assertEquals(secrets.values(), SecretPipe.read(in).values());
        assertEquals(42, in.read());
    }

    @Test
    void aPipeThatEndsEarlyIsNotTakenForSecrets() throws IOException {
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        SecretPipe.write(secrets, pipe);
        byte[] all = pipe.toByteArray();
        for (int length : List.of(0, 3, 10, all.length - 1)) {
            assertThrows(
                    EOFException.class, () -> SecretPipe.read(new ByteArrayInputStream(Arrays.copyOf(all, length))));
        }
        assertThrows(
                IOException.class,
                () -> SecretPipe.read(new ByteArrayInputStream(new byte[] {0, 0, 0, 1, -1, 0, 0, 0})));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
