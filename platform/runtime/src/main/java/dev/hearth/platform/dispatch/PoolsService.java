package dev.hearth.platform.dispatch;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.platform.bus.LocalCodec;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.PoolState;
import dev.hearth.platform.provision.Provisioner;
import dev.hearth.platform.provision.Provisioners;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes a pool, on an event loop of its own choice, when its environment is first used. Until then it costs nothing. */
@Singleton
final class PoolsService implements Pools {
    private final Vertx vertx;
    private final Function<String, EnvironmentSpec> environments;
    private final Supplier<String> version;
    private final Supplier<Provisioner> provisioner;
    private final DispatchConfig config;
    private final Invitations invitations;
    private final Map<String, PoolVerticle> pools = new ConcurrentHashMap<>();
    private volatile boolean codecRegistered;

    @Inject
    PoolsService(
            Vertx vertx, Catalog catalog, Provisioners provisioners, DispatchConfig config, Invitations invitations) {
        this(vertx, catalog::environment, catalog::version, provisioners::chosen, config, invitations);
    }

    PoolsService(
            Vertx vertx,
            Function<String, EnvironmentSpec> environments,
            Supplier<String> version,
            Supplier<Provisioner> provisioner,
            DispatchConfig config,
            Invitations invitations) {
        this.vertx = vertx;
        this.environments = environments;
        this.version = version;
        this.provisioner = provisioner;
        this.config = config;
        this.invitations = invitations;
    }

    @Override
    public void submit(String environment, List<Element> elements) {
        pool(environment).submit(elements);
    }

    @Override
    public void cancel(String environment, PoolRun run) {
        PoolVerticle pool = pools.get(environment);
        if (pool != null) {
            pool.cancel(run);
        }
    }

    @Override
    public void forget(String environment, String runId) {
        PoolVerticle pool = pools.get(environment);
        if (pool != null) {
            pool.forget(runId);
        }
    }

    @Override
    public CompletionStage<Map<String, PoolState>> states() {
        Map<String, CompletableFuture<PoolState>> asked = new LinkedHashMap<>();
        pools.forEach((environment, pool) -> asked.put(environment, pool.state()));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> {
                    Map<String, PoolState> states = new LinkedHashMap<>();
                    asked.forEach((environment, state) -> states.put(environment, state.join()));
                    return states;
                });
    }

    /** Settles what is unsettled, lets the replicas leave, and ends those that do not. Takes a few seconds at most. */
    void close(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) {
        if (pools.isEmpty()) {
            return;
        }
        pools.values().forEach(pool -> pool.close("the platform is closing"));
        CompletableFuture<?>[] empty =
                pools.values().stream().map(PoolVerticle::empty).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(empty)
                .completeOnTimeout(null, Tuning.LEAVE_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        provisioner.get().close();
    }

    private PoolVerticle pool(String environment) {
        PoolVerticle pool = pools.get(environment);
        return pool != null ? pool : pools.computeIfAbsent(environment, this::deploy);
    }

    private PoolVerticle deploy(String name) {
        EnvironmentSpec environment = environments.apply(name);
        synchronized (this) {
            if (!codecRegistered) {
                LocalCodec.register(vertx);
                codecRegistered = true;
            }
        }
        PoolStarter starter = new PoolStarter(environment, version.get(), provisioner.get(), invitations);
        PoolVerticle pool = new PoolVerticle(
                environment,
                Tuning.settings(environment, config),
                Tuning.welcome(config),
                config.startTimeout(),
                starter);
        vertx.deployVerticle(pool).onFailure(pool::failed);
        return pool;
    }
}
