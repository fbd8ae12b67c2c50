package dev.hearth.platform.dispatch;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.platform.provision.ScalingProvisioner;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * What a pool whose replicas come by themselves tells their provisioner: how many there shall be, who can go first, and since when there has been
 * nothing to do. And what it hears of those that do not come. Confined to the pool's loop.
 */
final class PoolScale implements ScalingProvisioner.ScaleListener {
    private static final Logger log = Logger.getLogger(PoolScale.class);
    private static final long IDLE_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final EnvironmentSpec environment;
    private final String version;
    private final ScalingProvisioner provisioner;
    private final Consumer<Runnable> loop;
    private final Consumer<String> refused;
    /** Let go or turned away, and not seen to have ended, the latest last. */
    private final Set<String> spare = new LinkedHashSet<>();

    /** How many the provisioner keeps up, as far as is known here. */
    private int kept;
    /** It was told so in this life of the platform, and has not refused. */
    private boolean told;
    /** More have been asked for since the last turn. */
    private boolean started;

    /** Another platform has the pool, and so the word. */
    private boolean elsewhere;

    private String trouble = "";
    private OptionalLong idleTold = OptionalLong.empty();
    private long idleToldAt;
    private boolean idleDue;

    /**
     * @param loop runs something on the pool's loop, from any thread
     * @param refused is told, on the loop, why none of those that are awaited will come
     */
    PoolScale(
            EnvironmentSpec environment,
            String version,
            ScalingProvisioner provisioner,
            Consumer<Runnable> loop,
            Consumer<String> refused) {
        this.environment = environment;
        this.version = version;
        this.provisioner = provisioner;
        this.loop = loop;
        this.refused = refused;
    }

    /** Asks for how many nanoseconds the generation had been idle when an earlier life of the platform ended; tells that on the loop, if it had. */
    void askIdle(Vertx vertx, LongConsumer idleNanos) {
        var unused = vertx.executeBlocking(() -> provisioner.idleSince(environment, version), false)
                .onSuccess(since ->
                        loop.accept(() -> since.ifPresent(instant -> idleNanos.accept(TimeUnit.MILLISECONDS.toNanos(
                                Math.max(0, Instant.now().toEpochMilli() - instant.toEpochMilli()))))))
                .onFailure(failure -> log.warnf(
                        "Environment '%s': since when it has been idle is not known, so its time to live begins anew: %s",
                        environment.name(), failure));
    }

    /** Whether another platform has the pool: then this one says nothing of it, and begins anew when it has it again. */
    void elsewhere(boolean now) {
        elsewhere = now;
        kept = 0;
        told = false;
        idleTold = OptionalLong.empty();
    }

    /** One more is asked for. */
    void started() {
        started = true;
    }

    /** It holds nothing and has no use here, but is still there. */
    void spare(String replica) {
        spare.remove(replica);
        spare.add(replica);
        if (spare.size() > 2 * environment.replicaCount()) {
            spare.remove(spare.iterator().next());
        }
    }

    /** It has work again, or may have. */
    void used(String replica) {
        spare.remove(replica);
    }

    /**
     * Once per turn of the loop: what the pool wants now.
     *
     * @param places how many there shall be
     * @param leaving how many of those that shall go still hold something: until they have said goodbye, nobody could tell them from the others
     */
    void wanted(int places, int leaving) {
        boolean asked = started;
        started = false;
        if (elsewhere) {
            return;
        }
        if (!told && !asked && places >= kept) {
            // Replicas of an earlier life have come: they are kept up already.
            kept = places;
            return;
        }
        int wish = places >= kept ? places : Math.min(kept, places + leaving);
        if (wish == kept && (told || !asked)) {
            return;
        }
        if (wish < kept && wish > 0) {
            provisioner.leaving(environment, version, List.copyOf(spare));
        }
        if (wish == 0) {
            trouble = "";
        }
        kept = wish;
        told = true;
        provisioner.scale(environment, version, wish, this);
    }

    /**
     * Once per turn of the loop: since when there has been nothing to do, by the clock of {@code now}.
     *
     * @param wake runs something on the loop after so many milliseconds, with an afterwards
     */
    void idle(long now, OptionalLong since, LongConsumer wake) {
        if (elsewhere || since.equals(idleTold)) {
            return;
        }
        long due = idleToldAt + IDLE_PAUSE_NANOS;
        if (idleToldAt == 0 || now >= due) {
            tellIdle(now, since);
        } else if (!idleDue) {
            idleDue = true;
            wake.accept(TimeUnit.NANOSECONDS.toMillis(due - now) + 1);
        }
    }

    /** The platform closes: the last word of this life. */
    void close(long now, OptionalLong since) {
        if (!elsewhere && !since.equals(idleTold)) {
            tellIdle(now, since);
        }
    }

    private void tellIdle(long now, OptionalLong since) {
        idleTold = since;
        idleToldAt = now;
        idleDue = false;
        Optional<Instant> instant =
                since.isEmpty() ? Optional.empty() : Optional.of(Instant.now().minusNanos(now - since.getAsLong()));
        provisioner.idle(environment, version, instant);
    }

    /** Why those that are awaited are not there yet; empty if nobody has said. */
    String trouble() {
        return trouble;
    }

    @Override
    public void trouble(String reason) {
        loop.accept(() -> trouble = reason);
    }

    @Override
    public void refused(String reason) {
        loop.accept(() -> {
            // Whoever asks next is to be heard, even if as many are asked for.
            told = false;
            trouble = reason;
            refused.accept(reason);
        });
    }
}
