package dev.hearth.platform.dispatch;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.platform.bus.Addresses;
import dev.hearth.platform.bus.LocalCodec;
import dev.hearth.platform.bus.ReplicaEvent;
import dev.hearth.platform.provision.Provisioner;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A provisioner whose replicas answer on the event bus, as they are told to. */
final class FakeReplicas implements Provisioner {
    final Map<String, String> environments = new ConcurrentHashMap<>();
    final Map<String, String> versions = new ConcurrentHashMap<>();
    final Map<String, Listener> started = new ConcurrentHashMap<>();
    final Map<String, MessageConsumer<Object>> consumers = new ConcurrentHashMap<>();
    final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    final BlockingQueue<ToReplica> messages = new LinkedBlockingQueue<>();

    private final Vertx vertx;
    private final BiConsumer<FakeReplicas, String> onStart;
    private volatile Consumer<String> onKill = replica -> {};
    private volatile BiConsumer<String, ToReplica> onMessage = this::echo;

    FakeReplicas(Vertx vertx, BiConsumer<FakeReplicas, String> onStart) {
        this.vertx = vertx;
        this.onStart = onStart;
    }

    void onKill(Consumer<String> handler) {
        onKill = handler;
    }

    void onMessage(BiConsumer<String, ToReplica> handler) {
        onMessage = handler;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public int freshReplicas(EnvironmentSpec environment) {
        return 2;
    }

    @Override
    public void start(EnvironmentSpec environment, String version, String replica, String token, Listener listener) {
        log.add("start " + replica + " of " + environment.replicaCount() + " " + token.length());
        environments.put(replica, environment.name());
        versions.put(replica, version);
        started.put(replica, listener);
        onStart.accept(this, replica);
    }

    @Override
    public void joined(String replica, String archive) {
        log.add("joined " + replica);
    }

    @Override
    public void kill(String replica) {
        log.add("kill " + replica);
        onKill.accept(replica);
    }

    @Override
    public void close() {
        log.add("close");
    }

    void join(String replica) {
        MessageConsumer<Object> consumer = vertx.eventBus().localConsumer(Addresses.replica(replica));
        consumer.handler(message -> {
            if (message.body() instanceof ToReplica toReplica) {
                messages.add(toReplica);
                onMessage.accept(replica, toReplica);
            }
        });
        consumers.put(replica, consumer);
        say(
                replica,
                new FromReplica.Hello(
                        FromReplica.PROTOCOL,
                        "env",
                        versions.getOrDefault(replica, ""),
                        replica,
                        "",
                        1,
                        1,
                        "v1",
                        "none"));
    }

    void say(String replica, FromReplica message) {
        tell(new ReplicaEvent.Said(replica, message));
    }

    void tell(ReplicaEvent event) {
        vertx.eventBus()
                .send(
                        Addresses.pool(
                                environments.getOrDefault(event.replica(), ""),
                                versions.getOrDefault(event.replica(), "")),
                        event,
                        LocalCodec.OPTIONS);
    }

    void launched(String replica) {
        listener(replica).launched(replica);
    }

    void end(String replica, String reason) {
        listener(replica).ended(replica, reason);
    }

    void refuse(String replica, String reason) {
        listener(replica).refused(replica, reason);
    }

    private Listener listener(String replica) {
        Listener listener = started.get(replica);
        if (listener == null) {
            throw new AssertionError(replica + " was not started");
        }
        return listener;
    }

    /** Every element's result is its input; when asked to leave, it leaves. */
    void echo(String replica, ToReplica message) {
        if (message instanceof ToReplica.Assign assign) {
            say(
                    replica,
                    new FromReplica.Done(assign.assignments().stream()
                            .map(FakeReplicas::echoed)
                            .toList()));
        } else if (message instanceof ToReplica.Stop) {
            say(replica, new FromReplica.Goodbye("asked to stop"));
            tell(new ReplicaEvent.Gone(replica, "closed"));
            end(replica, "ended with exit code 0");
        }
    }

    static Completion echoed(Assignment assignment) {
        return new Completion(assignment.lease(), assignment.input(), null, 1000, 0, 0);
    }

    List<String> logged() {
        return List.copyOf(log);
    }
}
