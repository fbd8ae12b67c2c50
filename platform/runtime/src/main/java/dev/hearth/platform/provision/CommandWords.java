package dev.hearth.platform.provision;

import dev.hearth.HearthException;
import java.util.ArrayList;
import java.util.List;

/** A command line as one configuration value: words separated by blanks, single or double quotes around those with blanks. */
final class CommandWords {
    private CommandWords() {}

    static List<String> of(String property, String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
                inWord = true;
            } else if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }
        if (quote != 0) {
            throw new HearthException(
                    "Configuration '" + property + "': the quote " + quote + " is never closed in: " + line);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
