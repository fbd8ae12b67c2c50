package dev.hearth.platform.provision;

import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.functions.replica.ReplicaEngine;
import dev.hearth.functions.replica.ReplicaScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/** Makes the same engines that replica processes have, but for the reset between tasks: it would hit the whole JVM. */
@Singleton
final class EmbeddedEngines implements EmbeddedReplica.EngineMaker {
    private final JsonBinding binding;

    @Inject
    EmbeddedEngines(JsonBinding binding) {
        this.binding = binding;
    }

    @Override
    public EmbeddedReplica.Engine make(
            EnvironmentSpec environment, ReplicaScope scope, ToReplica.Welcome terms, Consumer<FromReplica> out) {
        ReplicaEngine engine = new ReplicaEngine(
                scope, environment.concurrency(), false, terms.payloadLimit(), terms.cancelGraceMillis(), binding, out);
        return new EmbeddedReplica.Engine() {
            @Override
            public void handle(ToReplica message) {
                engine.handle(message);
            }

            @Override
            public long[] held() {
                return engine.held();
            }

            @Override
            public void close() {
                engine.close();
            }
        };
    }
}
