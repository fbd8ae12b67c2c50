package dev.hearth.functions.replica;

import dev.hearth.functions.link.ToReplica;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a replica in a pod does in place of a child: one of an actor environment stays and may serve direct calls, one of a regular task does not. */
final class PodStart {
    private static final Logger LOG = Logger.getLogger(PodStart.class);

    /** What holds until a platform has said what it has configured. */
    private static final MemorySize PAYLOAD_LIMIT = new MemorySize(java.math.BigInteger.valueOf(4 * 1024 * 1024));

    private static final Duration CANCEL_GRACE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Dialler dialler;
    private final Optional<PodServer> server;
    private @Nullable PodLife life;

    /** @param server empty if it serves no direct calls */
    PodStart(Vertx vertx, Dialler dialler, Optional<PodServer> server) {
        this.vertx = vertx;
        this.dialler = dialler;
        this.server = server;
    }

    void begin(ReplicaWork work, ReplicaPlace.Pod pod, ProcessEnd end) {
        if (work.regular()) {
            Joining joining = new Joining(vertx, work, pod.joinKey(), dialler::dial, end);
            JobLife job = new JobLife(joining, new ChildLife(work, end));
            vertx.getOrCreateContext().runOnContext(nothing -> job.begin(vertx, JobLife.PATIENCE));
            return;
        }
        ToReplica.Welcome configured = configured(ConfigProvider.getConfig());
        PodLife started = new PodLife(vertx, work, pod, configured, dialler::dial, end);
        life = started;
        started.begin();
        server.ifPresent(direct -> direct.open(
                        started.engine(),
                        work.identity().environment(),
                        ReplicaIdentity.host(System.getenv()),
                        ReplicaIdentity.port(System.getenv()),
                        configured.payloadLimit())
                .onFailure(failure -> {
                    LOG.errorf(
                            "Replica '%s': direct calls cannot be served at port %d: %s. Free the port, or set PORT.",
                            work.identity().replica(), ReplicaIdentity.port(System.getenv()), failure.getMessage());
                    end.exit(ReplicaExit.BAD_START);
                }));
    }

    /** Blocks until what runs is finished, for as long as the pod may take. Whether the process may end now, in order. */
    boolean drain() {
        PodLife started = life;
        if (started == null || TaskExit.underWay()) {
            return false;
        }
        server.ifPresent(PodServer::drain);
        started.drain();
        return true;
    }

    /** The platform's own settings, if the pod has the same configuration. */
    private static ToReplica.Welcome configured(Config config) {
        return new ToReplica.Welcome(
                1,
                Math.toIntExact(config.getOptionalValue("hearth.dispatch.payload-limit", MemorySize.class)
                        .orElse(PAYLOAD_LIMIT)
                        .asLongValue()),
                config.getOptionalValue("hearth.dispatch.cancel-grace", Duration.class)
                        .orElse(CANCEL_GRACE)
                        .toMillis());
    }
}
