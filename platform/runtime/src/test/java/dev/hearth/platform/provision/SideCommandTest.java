package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SideCommandTest {
    @ParameterizedTest
    @CsvSource({
        "$(NAME), value",
        "a$(NAME)b$(NAME), avaluebvalue",
        "$$(NAME), $(NAME)",
        "$(OTHER), $(OTHER)",
        "$NAME, $NAME",
        "$(), $()",
        "$(MONEY), $1\\2"
    })
    void variablesStandInWordsAsInKubernetes(String word, String expanded) {
        assertEquals(expanded, SideCommand.expand(word, Map.of("NAME", "value", "MONEY", "$1\\2")));
    }

    @Test
    void wordsAreNotReadByAShell() {
        List<String> command = SideCommand.of("x", List.of("echo", "$(NAME)", "; rm -rf *"), Map.of("NAME", "a b"));
        assertEquals(List.of("x", "echo", "a b", "; rm -rf *"), command.subList(command.size() - 4, command.size()));
    }
}
