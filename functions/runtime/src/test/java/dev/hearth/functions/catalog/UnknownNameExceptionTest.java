package dev.hearth.functions.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnknownNameExceptionTest {
    @Test
    void theNearestNameComesFirst() {
        assertEquals(
                "Task 'numbers.plusone': the application has none of this name. "
                        + "Known tasks: numbers.plus-one, numbers.plus-two, hello.greet.",
                new UnknownNameException(
                                "Task",
                                "numbers.plusone",
                                List.of("hello.greet", "numbers.plus-two", "numbers.plus-one"))
                        .getMessage());
    }

    @Test
    void anApplicationWithoutAnySaysSo() {
        assertEquals(
                "Workflow 'w': the application has none of this name. It declares no workflows.",
                new UnknownNameException("Workflow", "w", List.of()).getMessage());
    }

    @Test
    void aLongListIsCut() {
        List<String> names = IntStream.range(0, 30).mapToObj(i -> "t" + i).toList();
        String message = new UnknownNameException("Task", "t2", names).getMessage();
        assertEquals(
                " and 10 more.",
                String.valueOf(message).substring(String.valueOf(message).length() - 13));
    }

    @Test
    void distancesCountInsertedRemovedAndReplacedLetters() {
        assertEquals(0, Similar.distance("Abc", "aBC"));
        assertEquals(3, Similar.distance("", "abc"));
        assertEquals(3, Similar.distance("kitten", "sitting"));
    }
}
