package dev.hearth.examples.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model's process runs beside embedded replicas too. */
@QuarkusTest
class ReviewsTest {
    @Inject
    Reviews reviews;

    @Test
    void eachTextIsScoredByTheModelBesideTheReplica() {
        assertEquals(List.of(3, -2, 0), reviews.reviews(List.of("A great, warm place", "I hate tea", "It was open")));
    }

    @Test
    void theModelIsAPlainProgram() {
        assertEquals(2, SentimentServer.score("Love, LOVE, hate!"));
    }
}
