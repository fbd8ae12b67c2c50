package dev.hearth.functions.deployment;

import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.dispatch.Dispatcher;
import dev.hearth.functions.link.CallOptions;
import io.quarkus.arc.Arc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Calls functions with JSON, as a replica does; a dispatcher that needs no replica. */
final class LocalFunctions implements Dispatcher {
    final List<String> calls = new ArrayList<>();

    static String invoke(String function, String json) throws Exception {
        JsonBinding binding = Arc.container().instance(JsonBinding.class).get();
        return new String(
                binding.invoke(function, json.getBytes(StandardCharsets.UTF_8)).json(), StandardCharsets.UTF_8);
    }

    @Override
    public CompletableFuture<byte[]> call(TaskSpec task, byte[] input, CallOptions options) {
        String json = new String(input, StandardCharsets.UTF_8);
        calls.add(task.name() + " " + json);
        try {
            return CompletableFuture.completedFuture(invoke(task.name(), json).getBytes(StandardCharsets.UTF_8));
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
