package dev.hearth.platform.dispatch;

import dev.hearth.functions.link.ToReplica;
import io.vertx.core.eventbus.MessageProducer;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pool's verticle keeps of one replica, from Start until its loss is told. Confined to the pool's loop. */
final class PoolReplica {
    private static final long NO_TIMER = -1;

    final String name;
    final MessageProducer<Object> address;
    /** Runs whose bound arguments it may have. */
    final Set<String> boundRuns = new HashSet<>();

    /** Of its process; 0 until it has joined. */
    long pid;
    /** What its start took classes from; empty until it has joined. */
    String archive = "";
    /** When it was asked for, had joined, or was asked to leave, whichever came last. */
    Instant since = Instant.now();

    /** When its process was really started, for many may wait for their turn; by {@link System#nanoTime}. */
    long launchedAt = System.nanoTime();

    long joinedAt;

    boolean joined;
    /** It came by itself: its process is nobody's here, and with its link all is over. */
    boolean selfNamed;
    /** It was asked to leave. */
    boolean asked;
    /** It could not be started, and another could not either. */
    boolean refused;
    /** Some end is known, and the better reason is awaited. */
    boolean waitsForReason;
    /** Ends the wait for its joining, later that for the better reason. */
    long timer = NO_TIMER;

    private @Nullable String overdue;
    private @Nullable String goodbye;
    private @Nullable String gone;
    private @Nullable String ended;

    PoolReplica(String name, MessageProducer<Object> address) {
        this.name = name;
        this.address = address;
    }

    /** It did not join in time. */
    void overdue(String reason) {
        overdue = reason;
    }

    /** It said goodbye. */
    void goodbye(String reason) {
        goodbye = reason;
    }

    boolean saidGoodbye() {
        return goodbye != null;
    }

    /** Its link is closed. */
    void gone(String reason) {
        if (gone == null) {
            gone = reason;
        }
    }

    /** Its process has ended. */
    void ended(String reason) {
        ended = reason;
    }

    /** Nothing more can be learnt: all that can end has ended. A replica that never joined has no link to wait for. */
    boolean allEnded() {
        if (selfNamed) {
            return gone != null || goodbye != null;
        }
        return ended != null && (gone != null || !joined);
    }

    /** The best reason there is: how the process ended says more than how the link did. */
    String reason() {
        if (overdue != null) {
            return ended == null ? overdue : overdue + "; it " + ended;
        }
        if (ended != null) {
            return ended;
        }
        if (goodbye != null) {
            return "it left: " + goodbye;
        }
        return gone != null ? "its link closed: " + gone : "unknown";
    }

    /** Sends; tells if nobody listens at its address. */
    void send(ToReplica message, Runnable nobodyListens) {
        address.write(message, sent -> {
            if (sent.failed()) {
                nobodyListens.run();
            }
        });
    }
}
