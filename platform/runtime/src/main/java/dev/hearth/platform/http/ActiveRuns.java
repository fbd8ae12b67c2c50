package dev.hearth.platform.http;

import dev.hearth.platform.run.RunHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that requests started and that have not ended. Safe for use by several threads. */
final class ActiveRuns {
    private final Map<String, RunHandle> handles = new ConcurrentHashMap<>();

    RunHandle add(RunHandle run) {
        handles.put(run.id(), run);
        var unused = run.result().whenComplete((result, e) -> handles.remove(run.id()));
        return run;
    }

    /** Whether there was something to cancel. */
    boolean cancel(String id, String reason) {
        RunHandle run = handles.get(id);
        if (run == null) {
            return false;
        }
        run.cancel(reason);
        return true;
    }
}
