package dev.hearth.functions.replica;

import java.util.Arrays;
import java.util.Map;

/** Whether a task has ended the process by {@code System.exit}: it is on its stack, and waits there for whoever tidies up. */
final class TaskExit {
    private TaskExit() {}

    static boolean underWay() {
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            if (thread.getKey().getName().startsWith(EngineThreads.PREFIX)
                    && Arrays.stream(thread.getValue())
                            .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"))) {
                return true;
            }
        }
        return false;
    }
}
