package dev.hearth.platform.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    @TempDir
    private Path folder = Path.of("");

    private final AtomicLong now = new AtomicLong();

    @Test
    void aTokenIs256RandomBitsBehindAPrefixThatScannersKnow() {
        String token = file().create("ci", Role.INVOKE).token();
        assertTrue(token.startsWith("hearth_"), token);
        assertEquals(32, Base64.getUrlDecoder().decode(token.substring(7)).length);
        assertNotEquals(token, file().create("ci", Role.INVOKE).token());
    }

    @Test
    void onlyItsHashIsKeptAndOnlyForTheOwner() throws IOException {
        String token = file().create("ci", Role.INVOKE).token();
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            for (Path path : files.toList()) {
                assertFalse(Files.readString(path).contains(token.substring(7)), path::toString);
            }
        }
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())));
    }

    @Test
    void aTokenHasItsRoleAndAnotherHasNone() {
        String token = file().create("ci", Role.INVOKE).token();
        Tokens tokens = tokens();
        assertEquals(Optional.of(Role.INVOKE), tokens.role(token));
        assertEquals(Optional.empty(), tokens.role(ApiToken.make()));
        assertEquals(Optional.empty(), tokens.role(""));
        // Its hash is no token.
        assertEquals(Optional.empty(), tokens.role(file().read().get(0).sha256()));
    }

    @Test
    void aPlatformSeesANewTokenAtOnceAndARevokedOneWithinASecond() {
        Tokens tokens = tokens();
        TokensFile.Made made = file().create("ci", Role.READ);
        assertEquals(Optional.of(Role.READ), tokens.role(made.token()));
        file().revoke(made.entry().id());
        now.addAndGet(TimeUnit.SECONDS.toNanos(1) + 1);
        assertEquals(Optional.empty(), tokens.role(made.token()));
    }

    @Test
    void thePlatformsOwnTokenMayDoAllAndIsOfThisPlatformAlone() {
        Tokens tokens = tokens();
        assertEquals(Optional.of(Role.OPERATE), tokens.role(tokens.own()));
        assertEquals(Optional.empty(), tokens().role(tokens.own()));
    }

    @Test
    void aFileThatOthersCanChangeIsRefusedAndNoTokenOfItIsGood() throws IOException {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        String token = file().create("ci", Role.READ).token();
        Tokens tokens = tokens();
        file().create("other", Role.READ);
        Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString("rw-rw-r--"));
        assertTrue(refusal(() -> file().read()).contains("chmod go-w"));
        assertThrows(HearthException.class, this::tokens);
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertEquals(Optional.empty(), tokens.role(token));
    }

    @Test
    void aFileThatIsNoListOfTokensSaysSo() throws IOException {
        for (String text : List.of("", "{}", "[1]", "{\"tokens\":[{}]")) {
            file().create("ci", Role.READ);
            Files.writeString(file().path(), text);
            assertTrue(refusal(() -> file().read()).contains("no list of tokens"), text);
            Files.delete(file().path());
        }
    }

    @Test
    void aTokenIsRevokedByIdOrByAnUnambiguousName() {
        TokensFile.Made first = file().create("ci", Role.READ);
        file().create("ci", Role.READ);
        assertTrue(refusal(() -> file().revoke("ci")).contains(first.entry().id()));
        assertEquals(Optional.of(first.entry()), file().revoke(first.entry().id()));
        assertTrue(file().revoke("ci").isPresent());
        assertEquals(Optional.empty(), file().revoke("ci"));
        assertEquals(List.of(), file().read());
    }

    private static String refusal(Executable action) {
        return String.valueOf(assertThrows(HearthException.class, action).getMessage());
    }

    private Tokens tokens() {
        return new Tokens(Optional.of(file()), now::get);
    }

    private TokensFile file() {
        return TokensFile.in(new StateFolder(folder.resolve("state")), "my app");
    }
}
