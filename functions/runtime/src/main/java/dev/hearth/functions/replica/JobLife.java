package dev.hearth.functions.replica;

import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import java.util.function.Consumer;

/** The life of a replica that was started for one call, in a pod: it looks for its platform as others there do, and ends as a child does. */
final class JobLife implements LinkOwner {
    private final Joining joining;
    private final ChildLife child;
    private boolean welcomed;

    JobLife(Joining joining, ChildLife child) {
        this.joining = joining;
        this.child = child;
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
