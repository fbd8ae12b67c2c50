package dev.hearth.examples.languages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A text whose language is known.
 *
 * @param language ISO 639-3, the individual language
 * @param text one line
 */
record KnownText(String language, String text) {
    private static final String SHIPPED = "udhr-article-1.tsv";

    /** Article 1 of the Universal Declaration of Human Rights, by language. */
    static List<KnownText> shipped() {
        try (InputStream in = Objects.requireNonNull(KnownText.class.getResourceAsStream(SHIPPED), SHIPPED);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().map(KnownText::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("File '" + SHIPPED + "': cannot be read.", e);
        }
    }

    private static KnownText parse(String line) {
        int tab = line.indexOf('\t');
        return new KnownText(line.substring(0, tab), line.substring(tab + 1));
    }
}
