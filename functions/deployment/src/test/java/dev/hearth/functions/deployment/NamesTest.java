package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "evaluate, evaluate",
        "plusOne, plus-one",
        "parseHTMLPage, parse-html-page",
        "toJSON, to-json",
        "sha256Of, sha256-of",
        "snake_case, snake-case",
        "x, x",
        "URL, url"
    })
    void methodNamesBecomeKebabCase(String method, String task) {
        assertEquals(task, Names.kebabCase(method));
    }
}
