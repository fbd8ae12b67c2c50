package dev.hearth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.platform.run.RunRefusedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ErrandsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Errands errands = new Errands();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoClosesWaitsUntilTheOutcomeOfWhatIsUnderWayHasCome() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        Future<String> errand = errands.run(vertx.getOrCreateContext(), () -> {
            begun.countDown();
            may.await();
            return "done";
        });
        begun.await();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(errands::close);
        TimeUnit.MILLISECONDS.sleep(50);
        assertFalse(closing.isDone());
        may.countDown();
        closing.get(10, TimeUnit.SECONDS);
        assertTrue(errand.isComplete());
        assertEquals("done", errand.result());
    }

    @Test
    void whatFailsIsNotUnderWayAnyMore() {
        Future<String> errand = errands.run(vertx.getOrCreateContext(), () -> {
            throw new IllegalStateException("no");
        });
        errands.close();
        assertTrue(errand.failed());
    }

    @Test
    void nothingBeginsOnceItIsClosed() {
        errands.close();
        Future<String> errand = errands.run(vertx.getOrCreateContext(), () -> {
            throw new AssertionError("it was begun");
        });
        assertInstanceOf(RunRefusedException.class, errand.cause());
    }
}
