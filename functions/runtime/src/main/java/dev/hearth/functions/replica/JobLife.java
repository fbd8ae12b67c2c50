package dev.hearth.functions.replica;

import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The life of a replica that was started for one call, in a pod: it looks for its platform as others there do, and ends as a child does. A platform
 * that is gone for good leaves none behind: who has not been welcomed in time ends, and so does whose link breaks. Confined to one event loop.
 */
final class JobLife implements LinkOwner {
    /** Far longer than the platform that waits for it waits. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Joining joining;
    private final ChildLife child;
    private boolean welcomed;

    JobLife(Joining joining, ChildLife child) {
        this.joining = joining;
        this.child = child;
    }

    void begin(Vertx vertx, Duration patience) {
        vertx.setTimer(patience.toMillis(), timer -> {
            if (!welcomed) {
                joining.stop();
                child.lost("no platform has welcomed it within " + patience.toSeconds() + " s");
            }
        });
        joining.attempt(this);
    }

    @Override
    public ReplicaEngine welcomed(ToReplica.Welcome welcome, Consumer<FromReplica> out) {
        welcomed = true;
        return child.welcomed(welcome, out);
    }

    @Override
    public void refused(ToReplica.Refused refused) {
        if (refused.retryMillis() > 0 || refused.platform().isPresent()) {
            joining.again(this, refused);
        } else {
            child.refused(refused);
        }
    }

    @Override
    public void left() {
        child.left();
    }

    @Override
    public void lost(String reason) {
        if (welcomed) {
            child.lost(reason);
        } else {
            joining.trouble("the link was closed before the welcome: " + reason);
            joining.again(this, 0);
        }
    }
}
