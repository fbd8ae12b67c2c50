package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartQueueTest {
    private final List<String> launched = new ArrayList<>();
    private final StartQueue queue = new StartQueue(2, launched::add);

    @Test
    void onlySomeStartAtATimeInOrder() {
        List.of("a", "b", "c", "d").forEach(replica -> queue.add("one", replica));
        assertEquals(List.of("a", "b"), launched);
        queue.done("b");
        assertEquals(List.of("a", "b", "c"), launched);
        queue.done("b");
        assertEquals(List.of("a", "b", "c"), launched, "a place is given back once");
        queue.done("a");
        assertEquals(List.of("a", "b", "c", "d"), launched);
    }

    @Test
    void oneThatIsKilledWhileItWaitsIsNeverLaunched() {
        List.of("a", "b", "c", "d").forEach(replica -> queue.add("one", replica));
        queue.done("c");
        queue.done("a");
        assertEquals(List.of("a", "b", "d"), launched);
    }

    @Test
    void aSmallEnvironmentDoesNotWaitForAllOfALargeOne() {
        List.of("a", "b", "c", "d", "e").forEach(replica -> queue.add("large", replica));
        queue.add("small", "z");
        queue.done("a");
        queue.done("b");
        assertEquals(List.of("a", "b", "c", "z"), launched);
    }

    @Test
    void nothingIsLaunchedAfterTheQueueWasCleared() {
        List.of("a", "b", "c").forEach(replica -> queue.add("one", replica));
        queue.clear();
        queue.done("a");
        assertEquals(List.of("a", "b"), launched);
    }
}
