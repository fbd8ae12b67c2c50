package dev.hearth.platform.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hearth.FailedRun;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.WorkflowSpec;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** Starts the workflows that handle failures of others. */
@Singleton
@Unremovable
class FailureHandlers implements RunObserver {
    private static final Logger log = Logger.getLogger(FailureHandlers.class);

    private final Catalog catalog;
    private final Instance<Runs> runs;
    private final WorkflowThreads threads;
    private final JsonBinding json;

    @Inject
    FailureHandlers(Catalog catalog, Instance<Runs> runs, WorkflowThreads threads, JsonBinding json) {
        this.catalog = catalog;
        this.runs = runs;
        this.threads = threads;
        this.json = json;
    }

    @Override
    public void began(RunHandle run, String kind, String name) {
        if (kind.equals("workflow")) {
            catalog.workflow(name)
                    .onFailure()
                    .ifPresent(handler -> run.result()
                            .whenCompleteAsync((result, failure) -> ended(run, name, handler), threads.branches()));
        }
    }

    private void ended(RunHandle run, String name, String handler) {
        RunRecord record = run.record();
        if (!record.state().equals("failed")) {
            return;
        }
        try {
            // The key: a run that ended twice, as one does that goes on after a crash, is handled once.
            runs.get()
                    .workflow(
                            handler,
                            input(
                                    catalog.workflow(handler),
                                    new FailedRun(
                                            run.id(), name, record.failure().orElse(""))),
                            RunRequest.of("failure").withKey("failure-" + run.id()));
        } catch (RuntimeException e) {
            log.errorf(
                    e, "Workflow '%s' could not be started for the failed run '%s' of '%s'.", handler, run.id(), name);
        }
    }

    private byte[] input(WorkflowSpec handler, FailedRun failed) {
        String value = new String(json.encode(failed, FailedRun.class), StandardCharsets.UTF_8);
        String parameter = JsonNodeFactory.instance
                .textNode(handler.parameters().get(0).name())
                .toString();
        return ("{" + parameter + ":" + value + "}").getBytes(StandardCharsets.UTF_8);
    }
}
