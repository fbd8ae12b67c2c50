package dev.hearth.guide;

import static dev.hearth.examples.Messages.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.MapFailedException;
import dev.hearth.TaskFailedException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs what the guide shows. */
@QuarkusTest
class GuideTest {
    @Inject
    Reports reports;

    @Inject
    Invoices invoices;

    @Inject
    Tides tides;

    @Inject
    Parcels parcels;

    @Inject
    Couriers couriers;

    @Inject
    Checkouts checkouts;

    @Inject
    Thumbnails thumbnails;

    @Inject
    WarmThumbnails warmThumbnails;

    @Inject
    Dispatch dispatch;

    @Inject
    Atlas atlas;

    @Inject
    Posters posters;

    @Inject
    Maps maps;

    @Inject
    Journeys journeys;

    @Inject
    Orders orders;

    @Test
    void aWorkflowTakesTimeChanceAndTheWorldOutsideFromItsContext() {
        Orders.Order one = orders.takeOrder(500);
        Orders.Order two = orders.takeOrder(500);
        assertEquals(100, one.tariff());
        assertEquals(one.net(), two.net());
        assertTrue(!one.number().equals(two.number()) && !one.taken().isAfter(two.taken()));
    }

    @Test
    void twoClassesShareAnEnvironment() {
        assertEquals("Report: May", reports.title("May"));
        assertEquals("plain", reports.style());
        assertEquals("Invoice 7", invoices.title(7));
    }

    @Test
    void aRegularTaskIsCalledLikeAnActorTask() {
        assertEquals("portrait in small", thumbnails.shrink("portrait"));
        assertEquals("portrait in small", warmThumbnails.shrink("portrait"));
    }

    @Test
    void anElasticEnvironmentIsCalledLikeAnyOther() {
        assertEquals(1_800, checkouts.total(2_000, 10));
    }

    @Test
    void aTaskAsksTheProcessBesideItsReplica() throws IOException {
        assertEquals("Brest 4.2", tides.today());
    }

    @Test
    void recordsDatesAndOptionalsTravel() {
        Parcels.Parcel parcel = new Parcels.Parcel("Ada", 21.5, List.of("books", "tea"));
        LocalDate date = LocalDate.of(2026, 5, 1);
        assertEquals(new Parcels.Label("Ada: books, tea", date, Optional.of("heavy")), parcels.label(parcel, date, 20));
        assertEquals(Optional.empty(), parcels.label(parcel, date, 30).warning());
    }

    @Test
    void aTaskKnowsWhereItRuns() {
        assertEquals("https://tracking.example/p1 {}", couriers.track("p1"));
        String told = couriers.whereAmI();
        assertTrue(told.matches("couriers\\.where-am-i on couriers-\\d+, attempt 1"), told);
    }

    @Test
    void aTaskIsRepeatedUntilItSucceeds() {
        assertEquals(3, couriers.deliver("Mill Lane 3"));
        assertEquals(3, dispatch.options());
        assertEquals(1_004, dispatch.async());
    }

    @Test
    void aTerminalExceptionIsNotRepeated() {
        TaskFailedException failure = assertThrows(TaskFailedException.class, () -> couriers.deliver(" "));
        assertEquals(FailureKind.TERMINAL, failure.kind());
        assertSays(failure, "couriers.deliver", "there is no address");
    }

    @Test
    void anAttemptOverItsLimitIsATimeout() {
        assertEquals("too slow", dispatch.failure());
    }

    @Test
    void aTaskCallsATaskOfAnotherEnvironment() {
        String sign = couriers.sign("fr");
        assertTrue(sign.startsWith("foyer of couriers.sign on couriers-"), sign);
    }

    @Test
    void cachedMethodsGiveWhatTheyGave() {
        assertEquals(8, atlas.tiles("fr", 3));
        assertEquals("Paris", atlas.capitalOf("fr"));
        assertEquals("unknown", atlas.capitalOf("xx"));
        assertEquals("hello in font Lato", posters.print("hello"));
    }

    @Test
    void mapsOfEveryKind() {
        assertEquals(List.of("Haus", "Feuer"), maps.list(List.of("house", "fire")));
        assertEquals(List.of(1, 2, 3), maps.options(List.of(1, 2, 3)));
        assertEquals(List.of(9, 18), maps.two(List.of(10, 20), List.of(1, 2)));
        maps.each(List.of("one", "two"));
        assertEquals("0: 5\n1: TERMINAL\n", maps.outcomes(List.of(5, -5)));
        assertTrue(maps.provenance(List.of(5)).matches("scales-\\d+ at attempt 1"));
        assertEquals(500_500, maps.stream(1_000));
        assertEquals(List.of(2, 4), maps.right(List.of(1, 2)));
    }

    @Test
    void aMapBelowItsMinimumFails() {
        MapFailedException failure = assertThrows(MapFailedException.class, () -> maps.outcomes(List.of(5, -5, -6)));
        assertSays(failure, "it is negative");
    }

    @Test
    void listsOfUnequalLengthAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> maps.two(List.of(10), List.of(1, 2)));
    }

    @Test
    void aLambdaThatDoesMoreIsRefused() {
        assertSays(assertThrows(IllegalArgumentException.class, () -> maps.wrong(List.of(1, 2))), "element 0");
    }

    @Test
    void workflowsChainBranchAndCallEachOther() {
        assertEquals(700, journeys.loadTruck(1_000, List.of(100, 200), Optional.empty()));
        assertEquals(List.of("Herd", "foyer"), journeys.twoLanguages("hearth"));
        assertEquals("Herd and Haus", journeys.houseWords("de"));
    }
}
