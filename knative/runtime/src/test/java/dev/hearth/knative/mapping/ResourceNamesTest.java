package dev.hearth.knative.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceNamesTest {
    private static final String LONG = "forecasts-of-the-tides-at-all-harbours-of-the-north-sea";

    @ParameterizedTest
    @CsvSource({"harbour, harbour", "My_App.v2, my-app-v2", "-tides-, tides", "Ünïcode app, n-code-app"})
    void anApplicationsNameBecomesALabel(String name, String label) {
        assertEquals(label, ResourceNames.application(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2tides", "", "___"})
    void aNameWithoutALetterFirstIsRefused(String name) {
        var e = assertThrows(HearthException.class, () -> ResourceNames.application(name));
        assertTrue(String.valueOf(e.getMessage()).startsWith("Application '" + name + "': "), e::getMessage);
        assertTrue(String.valueOf(e.getMessage()).contains("quarkus.application.name"), e::getMessage);
    }

    @Test
    void shortNamesStayAsTheyAre() {
        assertEquals("harbour-tides", ResourceNames.service("harbour", "tides"));
        assertEquals("harbour-tides-join", ResourceNames.joinSecret("harbour", "tides"));
        assertEquals("harbour-secrets", ResourceNames.secret("harbour"));
    }

    @Test
    void longNamesFitAndStayDifferent() {
        String one = ResourceNames.service("harbour", LONG + "-1");
        String two = ResourceNames.service("harbour", LONG + "-2");
        assertTrue(one.length() <= 50, one);
        assertNotEquals(one, two);
        assertEquals(one, ResourceNames.service("harbour", LONG + "-1"));
        assertTrue(one.matches("[a-z]([a-z0-9-]*[a-z0-9])?"), one);
    }
}
