package dev.hearth.platform.dispatch;

import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Hello;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.platform.provision.Provisioners;
import dev.hearth.platform.provision.ScalingProvisioner;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which replicas are awaited, and the token that each must bring. A token is good for one joining. Where replicas come by themselves, their environment's
 * join key is as good: for one that is awaited, and for one that nobody awaits. Safe for use by several threads.
 */
@Singleton
final class Invitations {
    private static final int TOKEN_BYTES = 16;

    private record Invitation(String environment, String version, String build, byte[] token) {}

    /**
     * Why a replica may not join.
     *
     * @param reason for the platform's log
     * @param told to whoever is at the other end
     * @param retry when it may come again; zero: it is not told
     */
    record Refusal(String reason, String told, Duration retry) {
        /** It hears all of it. */
        static Refusal open(String reason) {
            return new Refusal(reason, reason, Duration.ZERO);
        }

        /** Without the right token it does not even hear whether there is a replica of that name. */
        static Refusal toStranger(String reason) {
            return new Refusal(reason, STRANGER, Duration.ZERO);
        }

        /** It may join another time. */
        static Refusal later(String reason, Duration retry) {
            return new Refusal(reason, reason, retry);
        }

        ToReplica.Refused message() {
            return new ToReplica.Refused(told, retry.toMillis(), Optional.empty());
        }
    }

    static final String STRANGER =
            "its name and token are not those of an awaited replica; it may have come too late or twice";

    /** Whether a key is that of an environment. Takes as long for a wrong key as for the right one. */
    @FunctionalInterface
    interface JoinKeys {
        boolean mayJoin(String environment, String key);
    }

    private final JoinKeys keys;
    private final Map<String, Invitation> awaited = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    @Inject
    Invitations(Provisioners provisioners) {
        this((environment, key) ->
                provisioners.chosen() instanceof ScalingProvisioner scaling && scaling.mayJoin(environment, key));
    }

    Invitations(JoinKeys keys) {
        this.keys = keys;
    }

    /** Of places where replicas have no keys. */
    Invitations() {
        this((environment, key) -> false);
    }

    /**
     * Awaits a replica. Returns its token: 128 random bits.
     *
     * @param version identity of the environment's generation
     * @param build of the application that it must run
     */
    String invite(String environment, String version, String build, String replica) {
        byte[] bits = new byte[TOKEN_BYTES];
        random.nextBytes(bits);
        String token = HexFormat.of().formatHex(bits);
        awaited.put(replica, new Invitation(environment, version, build, token.getBytes(StandardCharsets.US_ASCII)));
        return token;
    }

    /** The replica is awaited no more. */
    void revoke(String replica) {
        awaited.remove(replica);
    }

    /** Uses up the invitation of whoever says hello. Returns why it may not join, or empty if it may. */
    Optional<Refusal> accept(Hello hello) {
        if (hello.protocol() != FromReplica.PROTOCOL) {
            return Optional.of(Refusal.open("it speaks protocol " + hello.protocol() + ", but the platform speaks "
                    + FromReplica.PROTOCOL + "; replica and platform must be of one release"));
        }
        Invitation invitation = awaited.get(hello.replica());
        if (invitation == null) {
            if (keys.mayJoin(hello.environment(), hello.token())) {
                // Its version tells the build as well: of another one, there is no pool.
                return Optional.empty();
            }
            return Optional.of(
                    Refusal.toStranger("nobody awaits a replica of that name; it may have come too late or twice"));
        }
        // The token comes first: whoever does not have it learns nothing about the rest.
        byte[] token = hello.token().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(invitation.token(), token)
                && !keys.mayJoin(invitation.environment(), hello.token())) {
            return Optional.of(Refusal.toStranger("its token is wrong"));
        }
        if (!invitation.environment().equals(hello.environment())) {
            return Optional.of(Refusal.open("it is awaited in environment '" + invitation.environment() + "', not in '"
                    + hello.environment() + "'"));
        }
        if (!invitation.version().equals(hello.environmentVersion())) {
            return Optional.of(Refusal.open("it is of version " + hello.environmentVersion() + ", but version "
                    + invitation.version() + " is awaited"));
        }
        if (!invitation.build().equals(hello.build())) {
            return Optional.of(
                    Refusal.open("it runs build " + hello.build() + " of the application, but the platform runs build "
                            + invitation.build()
                            + ": the application was packaged anew while the platform ran. Restart the platform"));
        }
        return awaited.remove(hello.replica(), invitation)
                ? Optional.empty()
                : Optional.of(Refusal.toStranger("its token has just been used"));
    }
}
