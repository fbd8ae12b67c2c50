package dev.hearth.functions.replica;

import dev.hearth.TaskContext;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The {@link TaskContext} that is injected: answers for the task that runs when it is asked. */
@Singleton
class TaskContextBean implements TaskContext {
    private static TaskContext current() {
        return CurrentExecution.context()
                .orElseThrow(() -> new IllegalStateException(
                        "TaskContext: no task runs on this thread. Ask it within a task, on the task's own thread."));
    }

    @Override
    public String runId() {
        return current().runId();
    }

    @Override
    public Optional<String> traceparent() {
        return current().traceparent();
    }

    @Override
    public String task() {
        return current().task();
    }

    @Override
    public int attempt() {
        return current().attempt();
    }

    @Override
    public long index() {
        return current().index();
    }

    @Override
    public Optional<Instant> deadline() {
        return current().deadline();
    }

    @Override
    public String environment() {
        return current().environment();
    }

    @Override
    public Map<String, String> variables() {
        return current().variables();
    }

    @Override
    public String secret(String key) {
        return current().secret(key);
    }

    @Override
    public String replica() {
        return current().replica();
    }

    @Override
    public System.Logger logger() {
        return current().logger();
    }
}
