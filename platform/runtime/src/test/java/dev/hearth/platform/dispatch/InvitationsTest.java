package dev.hearth.platform.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Hello;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvitationsTest {
    private final Invitations invitations = new Invitations();

    @Test
    void aTokenIs128BitsAndAnotherOneEachTime() {
        String first = invitations.invite("env", "v1", "v1", "env-1");
        assertEquals(32, first.length());
        assertNotEquals(first, invitations.invite("env", "v1", "v1", "env-2"));
    }

    @Test
    void aTokenLetsItsReplicaInOnce() {
        String token = invitations.invite("env", "v1", "v1", "env-1");
        assertEquals(Optional.empty(), refusal(hello("env", "v1", "env-1", token)));
        assertEquals(
                Optional.of("nobody awaits a replica of that name; it may have come too late or twice"),
                refusal(hello("env", "v1", "env-1", token)));
    }

    @Test
    void aWrongGuessLeavesTheRightTokenGood() {
        String token = invitations.invite("env", "v1", "v1", "env-1");
        assertEquals(Optional.of("its token is wrong"), refusal(hello("env", "v1", "env-1", "guess")));
        assertEquals(Optional.empty(), refusal(hello("env", "v1", "env-1", token)));
    }

    @Test
    void aTokenOfOneReplicaIsNoneOfAnother() {
        String token = invitations.invite("env", "v1", "v1", "env-1");
        invitations.invite("env", "v1", "v1", "env-2");
        assertEquals(Optional.of("its token is wrong"), refusal(hello("env", "v1", "env-2", token)));
    }

    @Test
    void protocolEnvironmentAndVersionMustFit() {
        String token = invitations.invite("env", "v1", "v1", "env-1");
        assertEquals(
                Optional.of("it speaks protocol 99, but the platform speaks " + FromReplica.PROTOCOL
                        + "; replica and platform must be of one release"),
                refusal(new Hello(99, "env", "v1", "env-1", token, 1, 1, "v1", "none")));
        assertEquals(
                Optional.of("it is awaited in environment 'env', not in 'other'"),
                refusal(hello("other", "v1", "env-1", token)));
        assertEquals(
                Optional.of("it is of version v2, but version v1 is awaited"),
                refusal(hello("env", "v2", "env-1", token)));
    }

    @Test
    void aReplicaOfAnotherBuildIsToldWhatToDo() {
        String token = invitations.invite("env", "v1", "v2", "env-1");
        String refusal = refusal(hello("env", "v1", "env-1", token)).orElse("");
        assertEquals(
                "it runs build v1 of the application, but the platform runs build v2: the application was packaged anew"
                        + " while the platform ran. Restart the platform",
                refusal);
    }

    @Test
    void whereReplicasHaveKeysTheyJoinWithThemUnderAnyNameAndMoreThanOnce() {
        Invitations open = new Invitations((environment, key) -> environment.equals("env") && key.equals("key"));
        for (int i = 0; i < 2; i++) {
            assertEquals(Optional.empty(), open.accept(hello("env", "v1", "pod-x", "key")));
        }
        assertEquals(
                Optional.of("nobody awaits a replica of that name; it may have come too late or twice"),
                open.accept(hello("env", "v1", "pod-x", "guess")).map(Invitations.Refusal::reason));
        assertEquals(
                Optional.of("nobody awaits a replica of that name; it may have come too late or twice"),
                open.accept(hello("other", "v1", "pod-x", "key")).map(Invitations.Refusal::reason));
    }

    @Test
    void anAwaitedReplicaMayBringItsEnvironmentsKeyOnce() {
        Invitations open = new Invitations((environment, key) -> environment.equals("env") && key.equals("key"));
        open.invite("env", "v1", "v1", "env-1");
        assertEquals(
                Optional.of("it is of version v2, but version v1 is awaited"),
                open.accept(hello("env", "v2", "env-1", "key")).map(Invitations.Refusal::reason));
        assertEquals(Optional.empty(), open.accept(hello("env", "v1", "env-1", "key")));
        open.invite("other", "v1", "v1", "other-1");
        assertEquals(
                Optional.of("its token is wrong"),
                open.accept(hello("env", "v1", "other-1", "key")).map(Invitations.Refusal::reason));
    }

    @Test
    void whoeverIsNotAwaitedAnyMoreStaysOut() {
        String token = invitations.invite("env", "v1", "v1", "env-1");
        invitations.revoke("env-1");
        assertEquals(
                Optional.of("nobody awaits a replica of that name; it may have come too late or twice"),
                refusal(hello("env", "v1", "env-1", token)));
    }

    private Optional<String> refusal(Hello hello) {
        return invitations.accept(hello).map(Invitations.Refusal::reason);
    }

    private static Hello hello(String environment, String version, String replica, String token) {
        return new Hello(FromReplica.PROTOCOL, environment, version, replica, token, 1, 1, "v1", "none");
    }
}
