package dev.hearth.platform.peer;

import dev.hearth.FailureKind;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.LinkLimits;
import dev.hearth.platform.address.LinkAddress;
import dev.hearth.platform.address.PlatformAddress;
import dev.hearth.platform.address.ServerCertificate;
import dev.hearth.platform.dispatch.DispatchConfig;
import dev.hearth.platform.dispatch.LocalPools;
import dev.hearth.platform.dispatch.PoolOwners;
import dev.hearth.platform.dispatch.PoolView;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.journal.Journal;
import dev.hearth.platform.journal.JournalConfig;
import dev.hearth.platform.journal.JournalException;
import dev.hearth.platform.journal.JournalKind;
import dev.hearth.platform.journal.Journals;
import dev.hearth.platform.journal.Journals.MemberListener;
import dev.hearth.platform.journal.Membership;
import dev.hearth.platform.journal.PoolOwnership.Owned;
import dev.hearth.platform.journal.PoolOwnership.Platform;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.Settled;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The pools of all platforms that share a journal, as one: whoever needs an environment first has its pool, and the others bring their elements
 * there. When a platform with pools is gone, what it has not settled goes to whoever has the pool next. Without such a journal each call goes straight to
 * the pools of this platform. Safe for use by several threads; what concerns other platforms happens on one event loop.
 */
@Singleton
@Unremovable
@Typed({Pools.class, PoolOwners.class})
final class SharedPools implements Pools, PoolOwners, MemberListener {
    private static final Logger log = Logger.getLogger(SharedPools.class);

    /** The pause before somebody is asked again whose pool it is. */
    private static final long AGAIN_MILLIS = 200;

    /** Where a pool is. */
    private record Owner(String identity, Platform platform) {}

    private final LocalPools local;
    private final Journals journals;
    private final PeerServer server;
    private final Dialer dialer;
    private final PlatformAddress address;
    private final ServerCertificate certificate;
    private final JournalConfig config;
    private final boolean shared;
    private final Vertx vertx;
    private final ScheduledExecutorService asks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "hearth-pool-owners");
        made.setDaemon(true);
        return made;
    });

    /** Environments whose pools are here, with their identities. */
    private final Map<String, String> mine = new ConcurrentHashMap<>();
    /** All pools that any platform has, as of the last look. */
    private volatile List<Owned> known = List.of();

    private volatile @Nullable Context loop;
    private volatile String announced = "";
    private int life;

    // On the loop.
    private final Map<String, Owner> others = new HashMap<>();
    private final Map<String, PeerLink> links = new HashMap<>();
    private final Map<String, List<Element>> waiting = new HashMap<>();
    private final Set<String> asking = new HashSet<>();

    @Inject
    SharedPools(
            Vertx vertx,
            LocalPools local,
            Journals journals,
            JournalConfig config,
            DispatchConfig dispatch,
            PeerServer server,
            PlatformAddress address,
            ServerCertificate certificate) {
        this.vertx = vertx;
        this.local = local;
        this.journals = journals;
        this.config = config;
        this.shared = config.kind() == JournalKind.POSTGRESQL;
        this.server = server;
        this.address = address;
        this.certificate = certificate;
        this.dialer = new Dialer(
                vertx,
                LinkLimits.forPayloads(Math.toIntExact(dispatch.payloadLimit().asLongValue())));
        if (shared) {
            journals.listen(this);
        }
    }

    @Override
    public void submit(String environment, List<Element> elements) {
        if (!shared || mine.containsKey(environment) || !local.sharable(environment)) {
            local.submit(environment, elements);
        } else {
            onLoop(() -> route(environment, elements));
        }
    }

    @Override
    public void cancel(String environment, PoolRun run) {
        local.cancel(environment, run);
        if (shared) {
            onLoop(() -> {
                List<Element> unsent = new ArrayList<>();
                waiting.getOrDefault(environment, List.of())
                        .removeIf(element -> element.run() == run && unsent.add(element));
                unsent.forEach(SharedPools::cancelled);
                List.copyOf(links.values()).forEach(link -> link.cancel(run));
            });
        }
    }

    private static void cancelled(Element element) {
        Failure why = Failure.of(FailureKind.CANCELLED, "its run was cancelled");
        element.run().listener().settled(element, new Settled(null, why, "", 0, 0, 0, false, 0, 0));
    }

    @Override
    public void forget(String environment, String runId) {
        local.forget(environment, runId);
        if (shared) {
            onLoop(() -> links.values().forEach(link -> link.forget(environment, runId)));
        }
    }

    @Override
    public int capacity(String environment) {
        return local.capacity(environment);
    }

    @Override
    public EnvironmentSpec change(String environment, Map<String, String> attributes) {
        EnvironmentSpec changed = local.change(environment, attributes);
        if (shared) {
            String former = mine.remove(environment);
            onLoop(() -> others.remove(environment));
            if (former != null && !former.equals(local.identity(environment))) {
                inBackground(
                        () -> journals.membership()
                                .ifPresent(member -> member.pools().release(environment, former)),
                        0);
            }
        }
        return changed;
    }

    @Override
    public CompletionStage<List<PoolView>> views() {
        return local.views().thenApply(here -> {
            List<PoolView> all = new ArrayList<>(here);
            elsewhere()
                    .forEach(pool -> pool.platform()
                            .address()
                            .ifPresent(
                                    where -> all.add(PoolView.elsewhere(pool.environment(), pool.identity(), where))));
            all.sort(Comparator.comparing(PoolView::environment).thenComparing(PoolView::retired));
            return all;
        });
    }

    private Stream<Owned> elsewhere() {
        String self = shared ? journals.membership().map(Membership::id).orElse("") : "";
        return known.stream().filter(pool -> !pool.platform().id().equals(self));
    }

    @Override
    public Optional<URI> elsewhere(String environment, String identity) {
        return elsewhere()
                .filter(pool -> pool.environment().equals(environment)
                        && pool.identity().equals(identity))
                .findFirst()
                .flatMap(pool -> pool.platform().link());
    }

    @Override
    public Optional<URI> take(String environment) {
        return !shared || mine.containsKey(environment) || !local.sharable(environment)
                ? Optional.empty()
                : claim(environment).flatMap(owner -> owner.platform().address());
    }

    private void route(String environment, List<Element> elements) {
        if (mine.containsKey(environment)) {
            local.submit(environment, elements);
            return;
        }
        Owner owner = others.get(environment);
        if (owner != null) {
            link(owner.platform()).submit(environment, owner.identity(), elements);
            return;
        }
        waiting.computeIfAbsent(environment, name -> new ArrayList<>()).addAll(elements);
        if (asking.add(environment)) {
            inBackground(() -> ask(environment), 0);
        }
    }

    /** Elements that came back: whoever has the pool now takes them. */
    private void givenBack(String environment, List<Element> elements) {
        others.remove(environment);
        waiting.computeIfAbsent(environment, name -> new ArrayList<>()).addAll(elements);
        if (asking.add(environment)) {
            inBackground(() -> ask(environment), AGAIN_MILLIS);
        }
    }

    private PeerLink link(Platform platform) {
        PeerLink link = links.get(platform.id());
        if (link == null || link.closed()) {
            link = new PeerLink(this::givenBack);
            links.put(platform.id(), link);
            dialer.dial(platform, journals.membership().map(Membership::id).orElse(""), link);
        }
        return link;
    }

    /** Whose is it? Until there is an answer, it is asked for. */
    private void ask(String environment) {
        try {
            Optional<Owner> owner = claim(environment);
            onLoop(() -> {
                owner.ifPresent(other -> others.put(environment, other));
                asking.remove(environment);
                List<Element> elements = waiting.remove(environment);
                if (elements != null && !elements.isEmpty()) {
                    route(environment, elements);
                }
            });
        } catch (RuntimeException e) {
            // Whatever it is, elements wait for the answer.
            boolean expected = e instanceof JournalException;
            log.logf(
                    expected ? Logger.Level.DEBUG : Logger.Level.ERROR,
                    e,
                    "Pool '%s': who has it is not known yet.",
                    environment);
            inBackground(() -> ask(environment), AGAIN_MILLIS);
        }
    }

    /** Empty if it is ours from now on, because it was nobody's. Else the owner, with an address. */
    private Optional<Owner> claim(String environment) {
        int asked;
        synchronized (this) {
            asked = life;
        }
        Membership member = journals.membership().orElseThrow();
        String identity = local.identity(environment);
        dialer.secret(member.pools()::secret);
        Platform owner = member.pools().claim(environment, identity);
        if (!owner.id().equals(member.id())) {
            if (owner.address().isEmpty()) {
                throw new JournalException("The pool of environment '" + environment
                        + "' is in a platform that has not said yet where it is. Ask again.");
            }
            return Optional.of(new Owner(identity, owner));
        }
        if (!take(environment, identity, asked)) {
            throw new JournalException(
                    "The pool of environment '" + environment + "' was this platform's a moment ago. Ask again.");
        }
        return Optional.empty();
    }

    private synchronized boolean take(String environment, String identity, int asked) {
        if (life != asked) {
            return false;
        }
        mine.put(environment, identity);
        local.keep(environment, true);
        return true;
    }

    @Override
    public void renewed(Journal current) {
        Membership member = journals.membership().orElseThrow();
        announce(member);
        List<Platform> living = member.pools().platforms();
        server.keepOnly(living);
        known = member.pools().pools();
        Set<String> ids = living.stream().map(Platform::id).collect(Collectors.toSet());
        onLoop(() -> dropDead(ids));
    }

    private void announce(Membership member) {
        CompletableFuture<URI> listening = address.base().toCompletableFuture();
        CompletableFuture<LinkAddress> link = address.link().toCompletableFuture();
        if (announced.equals(member.id())
                || !listening.isDone()
                || !link.isDone()
                || listening.isCompletedExceptionally()
                || link.isCompletedExceptionally()) {
            return;
        }
        server.open(member.pools().secret(), (environment, identity) -> identity.equals(mine.get(environment)));
        URI here = config.address().orElse(listening.join());
        member.pools().announce(here, at(here.getHost(), link.join().uri()), certificate.shown());
        announced = member.id();
    }

    /** Links may have a port of their own, but the host is the same. */
    static URI at(String host, URI link) {
        return URI.create(link.getScheme() + "://" + host + ":" + link.getPort() + link.getRawPath());
    }

    private void dropDead(Set<String> living) {
        for (Iterator<Map.Entry<String, PeerLink>> all = links.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, PeerLink> link = all.next();
            if (link.getValue().closed()) {
                all.remove();
            } else if (!living.contains(link.getKey())) {
                all.remove();
                link.getValue().close("its lease has run out");
            }
        }
    }

    /** Others have the pools, or will have them. What is in them finishes; runs that went elsewhere have cancelled theirs. */
    @Override
    public void lost(Journal former) {
        List<String> had;
        synchronized (this) {
            life++;
            had = List.copyOf(mine.keySet());
            mine.clear();
        }
        server.closeAll("its lease has run out");
        had.forEach(environment -> local.keep(environment, false));
        onLoop(() -> {
            List<PeerLink> open = List.copyOf(links.values());
            links.clear();
            others.clear();
            open.forEach(link -> link.close("this platform's lease has run out"));
        });
    }

    /** Links are closed with the server; the others see that this platform has left by its row, which is gone. */
    void close(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) {
        asks.shutdownNow();
        onLoopIfAny(() -> List.copyOf(links.values()).forEach(link -> link.close("the platform ends")));
    }

    private void inBackground(Runnable work, long delayMillis) {
        try {
            asks.schedule(
                    () -> {
                        try {
                            work.run();
                        } catch (RuntimeException | Error e) {
                            log.error("Pools of other platforms: a look failed.", e);
                        }
                    },
                    delayMillis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("The platform ends.", e);
        }
    }

    private void onLoop(Runnable work) {
        Context now = loop;
        if (now == null) {
            now = firstLoop();
        }
        now.runOnContext(nothing -> work.run());
    }

    private void onLoopIfAny(Runnable work) {
        Context now = loop;
        if (now != null) {
            now.runOnContext(nothing -> work.run());
        }
    }

    /** A thread that Vert.x does not know gets an event loop. */
    private synchronized Context firstLoop() {
        if (loop == null) {
            loop = CompletableFuture.supplyAsync(vertx::getOrCreateContext, asks)
                    .join();
        }
        return Objects.requireNonNull(loop);
    }
}
