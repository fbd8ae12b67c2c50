package dev.hearth.platform.dispatch;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.platform.bus.Addresses;
import dev.hearth.platform.bus.CloseLink;
import dev.hearth.platform.bus.LocalCodec;
import dev.hearth.platform.bus.ReplicaEvent;
import dev.hearth.platform.provision.ScalingProvisioner;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A place where replicas come by themselves, when a test says so: each answers on the event bus, as its link would. */
final class FakePods implements ScalingProvisioner {
    /** What the provisioner was told. */
    final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    /** What replicas were told but for elements, as {@code <replica> <message>}. */
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    final BlockingQueue<Optional<Instant>> idle = new LinkedBlockingQueue<>();
    volatile Optional<Instant> idleBefore = Optional.empty();
    /** Elements wait at their replicas instead of being answered. */
    volatile boolean holding;

    private final Vertx vertx;
    private final Map<String, MessageConsumer<Object>> links = new ConcurrentHashMap<>();
    private volatile String version = "";
    private volatile ScaleListener listener = new ScaleListener() {
        @Override
        public void trouble(String reason) {}

        @Override
        public void refused(String reason) {}
    };

    FakePods(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public String name() {
        return "pods";
    }

    @Override
    public int freshReplicas(EnvironmentSpec environment) {
        return 2;
    }

    @Override
    public void start(EnvironmentSpec environment, String newVersion, String replica, String token, Listener ends) {
        log.add("start " + replica);
    }

    @Override
    public void kill(String replica) {
        log.add("kill " + replica);
    }

    @Override
    public void close() {
        log.add("close");
    }

    @Override
    public void scale(EnvironmentSpec environment, String newVersion, int replicas, ScaleListener newListener) {
        version = newVersion;
        listener = newListener;
        log.add("scale " + replicas);
    }

    @Override
    public void leaving(EnvironmentSpec environment, String newVersion, Collection<String> replicas) {
        log.add("leaving " + replicas);
    }

    @Override
    public boolean mayJoin(String environment, String key) {
        return true;
    }

    @Override
    public Optional<Instant> idleSince(EnvironmentSpec environment, String newVersion) {
        return idleBefore;
    }

    @Override
    public void idle(EnvironmentSpec environment, String newVersion, Optional<Instant> since) {
        idle.add(since);
    }

    void trouble(String reason) {
        listener.trouble(reason);
    }

    void refuse(String reason) {
        listener.refused(reason);
    }

    /** A replica of that generation says hello, over a new link if it had one. */
    void come(String replica, String ofVersion) {
        version = ofVersion;
        MessageConsumer<Object> before = links.remove(replica);
        if (before != null) {
            before.unregister();
        }
        MessageConsumer<Object> link = vertx.eventBus().localConsumer(Addresses.replica(replica));
        links.put(replica, link);
        link.handler(message -> hear(replica, message.body()));
        say(replica, new FromReplica.Hello(FromReplica.PROTOCOL, "env", ofVersion, replica, "key", 1, 1, "v1", "none"));
    }

    void come(String replica) {
        come(replica, version);
    }

    private void hear(String replica, Object message) {
        if (message instanceof ToReplica.Assign assign) {
            if (!holding) {
                say(
                        replica,
                        new FromReplica.Done(assign.assignments().stream()
                                .map(FakeReplicas::echoed)
                                .toList()));
            }
            told.add(replica + " Assign " + assign.assignments().size());
        } else if (message instanceof CloseLink close) {
            // First, for whoever waits for what is told may let the replica come again.
            gone(replica, close.reason());
            told.add(replica + " closed: " + close.reason());
        } else if (message instanceof ToReplica.Refused refused) {
            gone(replica, "refused");
            told.add(replica + " Refused: " + refused.reason() + " " + refused.retryMillis());
        } else if (message instanceof ToReplica toReplica) {
            told.add(replica + " " + toReplica.getClass().getSimpleName());
        }
    }

    /** Its link is lost. */
    void gone(String replica, String reason) {
        MessageConsumer<Object> link = links.remove(replica);
        if (link != null) {
            link.unregister();
            tell(new ReplicaEvent.Gone(replica, reason));
        }
    }

    void say(String replica, FromReplica message) {
        tell(new ReplicaEvent.Said(replica, message));
    }

    private void tell(ReplicaEvent event) {
        vertx.eventBus().send(Addresses.pool("env", version), event, LocalCodec.OPTIONS);
    }

    /** Waits until the provisioner has been told this next. */
    void awaitLog(String... lines) throws InterruptedException {
        for (String line : lines) {
            expect(line, log);
        }
    }

    /** Waits until a replica has been told this; what others were told before is passed over. */
    void awaitTold(String line) throws InterruptedException {
        for (String next = told.poll(20, TimeUnit.SECONDS); ; next = told.poll(20, TimeUnit.SECONDS)) {
            if (next == null) {
                throw new AssertionError("nobody was told '" + line + "'");
            }
            if (next.equals(line)) {
                return;
            }
        }
    }

    private static void expect(String line, BlockingQueue<String> from) throws InterruptedException {
        String next = from.poll(20, TimeUnit.SECONDS);
        if (!line.equals(next)) {
            throw new AssertionError("expected '" + line + "', came '" + next + "', then " + List.copyOf(from));
        }
    }
}
