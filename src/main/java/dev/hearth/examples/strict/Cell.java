package dev.hearth.examples.strict;

import dev.hearth.Task;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A regular task that leaves behind what no reset could clean up: the contents of a static list, and a thread. */
public class Cell {
    private static final String THREAD = "left behind";

    private static final List<String> VISITORS = new ArrayList<>();

    /**
     * What a task finds.
     *
     * @param visitors whoever was here before
     * @param threads how many threads they left
     * @param process the process that runs it, and its host: in a pod of its own every process has the same number
     */
    public record Found(List<String> visitors, int threads, String process) {}

    @Task
    public Found visit(String visitor) {
        String process = ManagementFactory.getRuntimeMXBean().getName();
        Found found = new Found(List.copyOf(VISITORS), left(), process);
        VISITORS.add(visitor);
        Thread thread = new Thread(LockSupport::park, THREAD);
        thread.setDaemon(true);
        thread.start();
        return found;
    }

    /** Stays for a while unless interrupted, and tells in which process. */
    @Task
    public long stay(long millis) {
        long process = ProcessHandle.current().pid();
        System.out.println("Process " + process + " stays");
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
        return process;
    }

    private static int left() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .count();
    }
}
