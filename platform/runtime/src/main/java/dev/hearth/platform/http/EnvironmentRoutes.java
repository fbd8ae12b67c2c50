package dev.hearth.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.HearthException;
import dev.hearth.functions.catalog.UnknownNameException;
import dev.hearth.platform.dispatch.Pools;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The pools of the environments, and changes of environments while the platform runs. */
final class EnvironmentRoutes {
    private final Supplier<Pools> pools;
    private final Supplier<CatalogView> catalog;
    private final ApiLimits limits;

    EnvironmentRoutes(Supplier<Pools> pools, Supplier<CatalogView> catalog, ApiLimits limits) {
        this.pools = pools;
        this.catalog = catalog;
        this.limits = limits;
    }

    void pools(RoutingContext ctx) {
        RunRoutes.answer(ctx, () -> pools.get().views().toCompletableFuture().join());
    }

    void change(RoutingContext ctx) {
        Context context = ctx.vertx().getOrCreateContext();
        String name = ctx.pathParam("name");
        try {
            MediaType.checkJson(ctx.request());
        } catch (InputException e) {
            Refusal.send(ctx, e);
            return;
        }
        BodyReader.read(ctx, limits)
                .compose(body -> context.executeBlocking(() -> change(name, body), false))
                .onFailure(e -> Refusal.send(ctx, e))
                .onSuccess(environment -> RunRoutes.answer(ctx, () -> environment));
    }

    private CatalogView.Environment change(String name, Buffer body) {
        Map<String, String> attributes = attributes(body);
        try {
            pools.get().change(name, attributes);
        } catch (UnknownNameException e) {
            throw e;
        } catch (HearthException e) {
            throw InputException.wrongType("Cannot change environment '" + name + "'. " + e.getMessage());
        }
        return catalog.get().environments().stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> attributes(Buffer body) {
        try {
            JsonNode tree = ApiJson.STRICT.readTree(body.getBytes());
            if (!tree.isObject() || tree.isEmpty()) {
                throw InputException.wrongType("Cannot change the environment: the body must be a JSON object with the"
                        + " attributes to change, such as {\"replica-count\": 5}.");
            }
            Map<String, String> attributes = new TreeMap<>();
            tree.properties().forEach(field -> attributes.put(field.getKey(), text(field)));
            return attributes;
        } catch (JsonProcessingException e) {
            throw InputException.malformed(
                    "Cannot change the environment: the body is not JSON: " + ApiJson.reason(e) + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Map.Entry<String, JsonNode> field) {
        if (!field.getValue().isValueNode() || field.getValue().isNull()) {
            throw InputException.wrongType("Cannot change the environment: attribute '" + field.getKey()
                    + "' must be a text or a number, not " + ApiJson.describe(field.getValue()) + ".");
        }
        return field.getValue().asText();
    }
}
