package dev.hearth.platform.dispatch;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.UnknownNameException;
import dev.hearth.platform.archive.ArchiveState;
import dev.hearth.platform.bus.LocalCodec;
import dev.hearth.platform.journal.Journals;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.PoolState;
import dev.hearth.platform.provision.Provisioner;
import dev.hearth.platform.provision.Provisioners;
import dev.hearth.platform.provision.ScalingProvisioner;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Makes a pool, on an event loop of its own choice, when its environment is first used. Until then it costs nothing. */
@Singleton
@Typed({LocalPools.class, Operations.class, Arrivals.class, PoolsService.class})
final class PoolsService implements LocalPools, Operations, Arrivals {
    private static final Logger log = Logger.getLogger(PoolsService.class);
    private static final int NAMED_DIGITS = 8;

    private final Vertx vertx;
    private final Environments environments;
    private final Supplier<String> build;
    private final Supplier<Provisioner> provisioner;
    private final DispatchConfig config;
    private final Invitations invitations;
    private final Supplier<LinkServer> link;
    private final Map<String, PoolVerticle> current = new ConcurrentHashMap<>();
    /** Also those whose environment has changed since: few, and without replicas they cost next to nothing. */
    private final Map<String, Map<String, PoolVerticle>> generations = new ConcurrentHashMap<>();
    /** How many replicas those environments may have whose replicas are fresh: reckoned once, when it is first asked for. */
    private final Map<EnvironmentSpec, Integer> freshReplicas = new ConcurrentHashMap<>();

    /** Whether no other platform can have taken over what this one has. */
    private BooleanSupplier held = () -> true;

    private Function<String, Optional<URI>> take = environment -> Optional.empty();

    @Inject
    PoolsService(
            Vertx vertx,
            Catalog catalog,
            Environments environments,
            Provisioners provisioners,
            DispatchConfig config,
            Invitations invitations,
            Instance<LinkServer> link,
            Journals journals,
            Instance<PoolOwners> owners) {
        this(vertx, environments, catalog::version, provisioners::chosen, config, invitations, link::get);
        onlyWhile(journals::held);
        take = environment -> owners.get().take(environment);
    }

    PoolsService(
            Vertx vertx,
            Environments environments,
            Supplier<String> build,
            Supplier<Provisioner> provisioner,
            DispatchConfig config,
            Invitations invitations,
            Supplier<LinkServer> link) {
        this.link = link;
        this.vertx = vertx;
        this.environments = environments;
        this.build = build;
        this.provisioner = provisioner;
        this.config = config;
        this.invitations = invitations;
        // Here and not with the first pool: replicas that come by themselves may be there before.
        LocalCodec.register(vertx);
    }

    /** Pools that are made from now on do nothing while this says no. */
    void onlyWhile(BooleanSupplier newHeld) {
        held = newHeld;
    }

    @Override
    public void submit(String environment, List<Element> elements) {
        PoolVerticle pool = pool(environment);
        pool.submit(sharesIn(pool, elements));
    }

    @Override
    public void cancel(String environment, PoolRun run) {
        of(environment).forEach(pool -> pool.cancel(run.in(pool)));
    }

    @Override
    public void forget(String environment, String runId) {
        of(environment).forEach(pool -> pool.forget(runId));
    }

    @Override
    public int capacity(String environment) {
        EnvironmentSpec spec = environments.current(environment);
        return Math.multiplyExact(replicas(spec), spec.concurrency());
    }

    @Override
    public boolean sharable(String environment) {
        return !environments.current(environment).regular();
    }

    @Override
    public String identity(String environment) {
        return identity(environments.current(environment));
    }

    @Override
    public void keep(String environment, boolean wanted) {
        PoolVerticle pool = current.get(environment);
        if (pool != null) {
            pool.keep(wanted);
        }
    }

    @Override
    public synchronized EnvironmentSpec change(String name, Map<String, String> attributes) {
        EnvironmentSpec spec = environments.change(name, attributes);
        PoolVerticle before = current.get(name);
        if (before != null && !before.identity().equals(identity(spec))) {
            PoolVerticle next = generation(spec);
            next.retire(false);
            current.put(name, next);
            before.retire(true);
        }
        return spec;
    }

    @Override
    public CompletionStage<List<PoolView>> views() {
        Map<PoolVerticle, CompletableFuture<PoolState>> asked = new LinkedHashMap<>();
        Map<String, ArchiveState> archives = new HashMap<>();
        // Here and not on a pool's loop, for it may read files.
        generations
                .keySet()
                .forEach(name -> archives.put(name, provisioner.get().archive(name)));
        generations.values().forEach(pools -> pools.values().forEach(pool -> asked.put(pool, pool.state())));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> asked.entrySet().stream()
                        .map(pool -> view(pool.getKey(), pool.getValue().join(), archives))
                        .filter(view -> !view.retired() || view.state().phase() != PoolState.Phase.COLD)
                        .sorted(Comparator.comparing(PoolView::environment).thenComparing(PoolView::retired))
                        .toList());
    }

    @Override
    public CompletionStage<PoolState> prewarm(String environment, OptionalInt replicas) {
        EnvironmentSpec spec = environments.current(environment);
        if (spec.regular()) {
            throw new HearthException(
                    "Cannot prewarm environment '" + environment
                            + "': its tasks are regular ones, each call has a fresh replica. Give its class @ActorEnvironment to keep replicas warm.");
        }
        Optional<URI> owner = take.apply(environment);
        if (owner.isPresent()) {
            throw new HearthException("Cannot prewarm environment '" + environment
                    + "': its pool is in the platform at " + owner.get() + ". Ask that one.");
        }
        int count = replicas.orElse(spec.replicaCount());
        if (count < 1 || count > spec.replicaCount()) {
            throw new HearthException("Cannot prewarm " + count + " replicas of environment '" + environment
                    + "': it has from 1 to " + spec.replicaCount() + ". Change its replica-count to have more.");
        }
        return pool(environment).prewarm(count);
    }

    @Override
    public CompletionStage<List<PoolStatistics>> statistics() {
        List<CompletableFuture<PoolStatistics>> asked = generations.values().stream()
                .flatMap(pools -> pools.values().stream())
                .map(PoolVerticle::statistics)
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> {
                    Map<String, PoolStatistics> sums = new TreeMap<>();
                    asked.forEach(copy -> sums.computeIfAbsent(copy.join().environment(), PoolStatistics::new)
                            .add(copy.join()));
                    return List.copyOf(sums.values());
                });
    }

    @Override
    public long linkRefusals() {
        return link.get().refusals();
    }

    @Override
    public CompletionStage<List<ReplicaView>> replicas() {
        List<CompletableFuture<List<ReplicaView>>> asked = generations.values().stream()
                .flatMap(pools -> pools.values().stream())
                .map(PoolVerticle::replicas)
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> asked.stream()
                        .flatMap(views -> views.join().stream())
                        .sorted(Comparator.comparing(ReplicaView::environment))
                        .toList());
    }

    private PoolView view(PoolVerticle pool, PoolState state, Map<String, ArchiveState> archives) {
        String name = pool.environment().name();
        return new PoolView(
                name,
                pool.identity(),
                current.get(name) != pool,
                state,
                archives.getOrDefault(name, ArchiveState.none("")));
    }

    @Override
    public boolean expected(String environment, String version) {
        try {
            pool(environment);
        } catch (UnknownNameException e) {
            return false;
        }
        return of(environment).stream().anyMatch(pool -> pool.identity().equals(version));
    }

    /** Settles what is unsettled, lets the replicas leave, and ends those that do not. Takes a few seconds at most. */
    void close(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) {
        List<PoolVerticle> pools = generations.keySet().stream()
                .flatMap(environment -> of(environment).stream())
                .toList();
        if (pools.isEmpty()) {
            return;
        }
        pools.forEach(pool -> pool.close("the platform is closing"));
        CompletableFuture<?>[] empty = pools.stream().map(PoolVerticle::empty).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(empty)
                .completeOnTimeout(null, Tuning.LEAVE_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        provisioner.get().close();
    }

    /** Nearly always the same elements: a run that goes on while its environment changes has a share in each of the pools. */
    private static List<Element> sharesIn(PoolVerticle pool, List<Element> elements) {
        for (Element element : elements) {
            if (element.run() != element.run().in(pool)) {
                return elements.stream()
                        .map(each -> each.in(each.run().in(pool)))
                        .toList();
            }
        }
        return elements;
    }

    /** All generations of an environment's pool. */
    private Collection<PoolVerticle> of(String environment) {
        return generations.getOrDefault(environment, Map.of()).values();
    }

    private PoolVerticle pool(String environment) {
        PoolVerticle pool = current.get(environment);
        return pool != null ? pool : first(environment);
    }

    private synchronized PoolVerticle first(String environment) {
        return current.computeIfAbsent(environment, name -> generation(environments.current(name)));
    }

    private int replicas(EnvironmentSpec environment) {
        return environment.regular()
                ? freshReplicas.computeIfAbsent(environment, this::freshReplicas)
                : environment.replicaCount();
    }

    private int freshReplicas(EnvironmentSpec environment) {
        Provisioner chosen = provisioner.get();
        int replicas = chosen.freshReplicas(environment);
        log.infof(
                "Environment '%s': each call of its regular tasks has a replica of its own, %d at once at most (provisioner %s).",
                environment.name(), replicas, chosen.name());
        return replicas;
    }

    private String identity(EnvironmentSpec environment) {
        return environment.identity(build.get());
    }

    /** The pool of an environment as it is specified: an earlier one, if it has been like that before. */
    private PoolVerticle generation(EnvironmentSpec environment) {
        Map<String, PoolVerticle> pools =
                generations.computeIfAbsent(environment.name(), name -> new ConcurrentHashMap<>());
        String identity = identity(environment);
        // Replicas of two generations live side by side, so their names differ.
        String prefix =
                pools.isEmpty() ? environment.name() : environment.name() + "-" + identity.substring(0, NAMED_DIGITS);
        return pools.computeIfAbsent(identity, i -> deploy(environment, identity, prefix));
    }

    private PoolVerticle deploy(EnvironmentSpec environment, String identity, String replicaPrefix) {
        Provisioner chosen = provisioner.get();
        Optional<ScalingProvisioner> scaling = chosen instanceof ScalingProvisioner places && !environment.regular()
                ? Optional.of(places)
                : Optional.empty();
        PoolVerticle pool = new PoolVerticle(
                environment,
                identity,
                Tuning.settings(environment, replicaPrefix, scaling.isPresent(), replicas(environment), config),
                Tuning.welcome(config),
                config.startTimeout(),
                scaling.isPresent()
                        ? new SelfStarter()
                        : new PoolStarter(environment, identity, build.get(), chosen, invitations),
                scaling,
                held);
        vertx.deployVerticle(pool).onFailure(pool::failed);
        return pool;
    }
}
