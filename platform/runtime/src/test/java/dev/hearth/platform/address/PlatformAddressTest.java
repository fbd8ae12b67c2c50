package dev.hearth.platform.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlatformAddressTest {
    @Test
    void replicasJoinUnderTheServersRootPath() {
        assertEquals(
                URI.create("ws://127.0.0.1:8080/hearth/link"),
                PlatformAddress.linkUnder(URI.create("http://127.0.0.1:8080")));
        assertEquals(
                URI.create("wss://host:443/root/hearth/link"),
                PlatformAddress.linkUnder(URI.create("https://host:443/root/")));
    }

    @Test
    void anAddressThatIsSetAMomentLaterIsFound() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        PlatformAddress address = new PlatformAddress(
                false,
                Optional::empty,
                () -> asked.incrementAndGet() < 3 ? Optional.empty() : Optional.of(URI.create("http://127.0.0.1:1")));
        assertFalse(address.base().toCompletableFuture().isDone());
        address.listening(new HttpServerStart(new HttpServerOptions()));
        assertEquals(
                URI.create("http://127.0.0.1:1"),
                address.base().toCompletableFuture().get(30, TimeUnit.SECONDS));
    }

    @Test
    void linksWithAPortOfTheirOwnAreReachedThereOnceItIsOpen() throws Exception {
        PlatformAddress address =
                new PlatformAddress(true, Optional::empty, () -> Optional.of(URI.create("http://127.0.0.1:80/root")));
        address.listening(new HttpServerStart(new HttpServerOptions()));
        address.base().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertFalse(address.link().toCompletableFuture().isDone());
        address.linkListens(81);
        assertEquals(
                URI.create("ws://127.0.0.1:81/hearth/link"),
                address.link().toCompletableFuture().get(30, TimeUnit.SECONDS).uri());
    }

    @Test
    void withTlsItIsReachedWhereTheServerListens() {
        assertEquals(URI.create("https://127.0.0.1:8443/"), PlatformAddress.encrypted("0.0.0.0", 8443, "/"));
        assertEquals(URI.create("https://[::1]:8443/"), PlatformAddress.encrypted("::", 8443, "/"));
        assertEquals(URI.create("https://forge:1/root"), PlatformAddress.encrypted("forge", 1, "root"));
    }
}
