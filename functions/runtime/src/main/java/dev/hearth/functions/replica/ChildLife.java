package dev.hearth.functions.replica;

import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** A child process of the platform: it has one link, and ends with it. Confined to the link's event loop. */
final class ChildLife implements LinkOwner {
    private static final Logger LOG = Logger.getLogger(ChildLife.class);

    private final ReplicaWork work;
    private final ProcessEnd end;

    ChildLife(ReplicaWork work, ProcessEnd end) {
        this.work = work;
        this.end = end;
    }

    @Override
    public ReplicaEngine welcomed(ToReplica.Welcome welcome, Consumer<FromReplica> out) {
        return work.engine(welcome.payloadLimit(), welcome.cancelGraceMillis(), out);
    }

    @Override
    public void refused(ToReplica.Refused refused) {
        LOG.errorf("Replica '%s': the platform refused it: %s", work.identity().replica(), refused.reason());
        end.exit(ReplicaExit.REFUSED);
    }

    @Override
    public void left() {
        end.exit(ReplicaExit.STOPPED);
    }

    @Override
    public void lost(String reason) {
        if (end.underWay()) {
            return;
        }
        LOG.errorf(
                "Replica '%s': the link to the platform is closed: %s. The process ends.",
                work.identity().replica(), reason);
        end.halt(ReplicaExit.LINK_CLOSED);
    }
}
