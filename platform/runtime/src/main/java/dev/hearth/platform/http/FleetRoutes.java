package dev.hearth.platform.http;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.UnknownNameException;
import dev.hearth.platform.dispatch.Operations;
import dev.hearth.platform.dispatch.PoolView;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.dispatch.ReplicaView;
import dev.hearth.platform.pool.PoolState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Environments with their states, their replicas, and their warming before the first task. */
final class FleetRoutes {
    /** How long a request may wait for an environment to be warm. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Supplier<Operations> operations;
    private final Supplier<Pools> pools;
    private final Supplier<CatalogView> catalog;

    FleetRoutes(Supplier<Operations> operations, Supplier<Pools> pools, Supplier<CatalogView> catalog) {
        this.operations = operations;
        this.pools = pools;
        this.catalog = catalog;
    }

    void environments(RoutingContext ctx) {
        RunRoutes.answer(ctx, () -> {
            List<PoolView> views = views();
            return catalog.get().environments().stream()
                    .map(environment -> EnvironmentState.of(environment, views))
                    .toList();
        });
    }

    void replicas(RoutingContext ctx) {
        String only = ctx.queryParams().get("environment");
        RunRoutes.answer(ctx, () -> {
            if (only != null) {
                environment(only);
            }
            List<ReplicaView> all =
                    operations.get().replicas().toCompletableFuture().join();
            return all.stream()
                    .filter(replica -> only == null || replica.environment().equals(only))
                    .toList();
        });
    }

    /** Answers 202 at once, or, with {@code wait}, 200 when all of its replicas have joined, and 503 when they could not be started. */
    void prewarm(RoutingContext ctx) {
        Context context = ctx.vertx().getOrCreateContext();
        context.executeBlocking(() -> begin(ctx), false)
                .compose(warming -> Future.fromCompletionStage(warming.ended(), context)
                        .compose(ended -> context.executeBlocking(() -> answer(warming, ended), false)))
                .onSuccess(answer -> answer.send(ctx))
                .onFailure(e -> Problem.refused(e).send(ctx.response()));
    }

    /** @param ended the pool as it is when none of its replicas starts any more; null if that is not waited for, or takes too long */
    private record Warming(
            CatalogView.Environment environment, int replicas, CompletableFuture<@Nullable PoolState> ended) {}

    private Warming begin(RoutingContext ctx) {
        String name = ctx.pathParam("name");
        int wait = number(ctx, "wait", 0, (int) LONGEST_WAIT.toSeconds()).orElse(0);
        OptionalInt replicas = number(ctx, "replicas", 1, Integer.MAX_VALUE);
        CompletableFuture<@Nullable PoolState> warm = warm(name, replicas);
        CatalogView.Environment environment = environment(name);
        return new Warming(
                environment,
                replicas.orElse(environment.replicaCount()),
                wait == 0
                        ? CompletableFuture.completedFuture(null)
                        : warm.completeOnTimeout(null, wait, TimeUnit.SECONDS));
    }

    private CompletableFuture<@Nullable PoolState> warm(String name, OptionalInt replicas) {
        try {
            return operations
                    .get()
                    .prewarm(name, replicas)
                    .<@Nullable PoolState>thenApply(state -> state)
                    .toCompletableFuture();
        } catch (UnknownNameException e) {
            throw e;
        } catch (HearthException e) {
            throw InputException.wrongType(String.valueOf(e.getMessage()));
        }
    }

    private record Answer(int status, EnvironmentState state) {
        void send(RoutingContext ctx) {
            if (status == 503) {
                Problem.of(
                                ProblemType.NO_REPLICA,
                                "Cannot prewarm environment '" + state.name() + "': " + state.reason())
                        .send(ctx.response());
            } else {
                ctx.response()
                        .setStatusCode(status)
                        .putHeader("Content-Type", "application/json")
                        .end(Buffer.buffer(Problem.json(state)));
            }
        }
    }

    private Answer answer(Warming warming, @Nullable PoolState ended) {
        if (ended == null) {
            return new Answer(202, EnvironmentState.of(warming.environment(), views()));
        }
        EnvironmentState state = EnvironmentState.of(warming.environment(), Optional.of(ended));
        return new Answer(state.ready() >= warming.replicas() ? 200 : 503, state);
    }

    private List<PoolView> views() {
        return pools.get().views().toCompletableFuture().join();
    }

    private CatalogView.Environment environment(String name) {
        List<CatalogView.Environment> all = catalog.get().environments();
        return all.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownNameException(
                        "Environment",
                        name,
                        all.stream().map(CatalogView.Environment::name).toList()));
    }

    private static OptionalInt number(RoutingContext ctx, String parameter, int least, int most) {
        String text = ctx.queryParams().get(parameter);
        if (text == null) {
            return OptionalInt.empty();
        }
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        }
        throw InputException.malformed("Cannot read the query parameter '" + parameter + "': '" + text
                + "' is not a whole number from " + least + (most == Integer.MAX_VALUE ? "" : " to " + most) + ".");
    }
}
