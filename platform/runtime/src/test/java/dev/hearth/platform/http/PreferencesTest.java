package dev.hearth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreferencesTest {
    @Test
    void bothPreferencesAreReadFromOneHeaderOrTwo() {
        Preferences both = new Preferences(true, Optional.of(Duration.ofSeconds(10)));
        assertEquals(both, Preferences.of(List.of("respond-async, wait=10")));
        assertEquals(both, Preferences.of(List.of("wait = \"10\"", "Respond-Async; foo=\"1\"")));
        assertEquals("respond-async, wait=10", both.applied());
    }

    @Test
    void theFirstOfTwoIsHeeded() {
        assertEquals(
                Optional.of(Duration.ofSeconds(1)),
                Preferences.of(List.of("wait=1, wait=2")).waiting());
    }

    @Test
    void whatIsNotKnownOrMakesNoSenseIsPassedOver() {
        Preferences none = new Preferences(false, Optional.empty());
        assertEquals(none, Preferences.of(List.of()));
        assertEquals(none, Preferences.of(List.of("return=minimal", "wait=soon", "wait", "wait=-1", "", ",;=")));
        assertEquals(none, Preferences.of(List.of("return=respond-async; x=y")));
    }

    @Test
    void whoeverWouldRatherNotWaitWaitsNoTime() {
        assertEquals(
                Optional.of(Duration.ZERO),
                Preferences.of(List.of("respond-async")).patience());
        assertEquals(Optional.empty(), Preferences.of(List.of()).patience());
    }
}
