package dev.hearth.platform;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves a thread of Hearth's or Vert.x's, or a process, behind. JUnit finds it as a service and registers it for every class of
 * this module.
 */
public final class NothingLeft implements BeforeAllCallback, AfterAllCallback {
    /** Threads end a little after they were told to; the provisioner's own, idle, after five seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final List<String> OURS = List.of("hearth-", "vert.x-", "vertx-");

    private Set<Thread> before = Set.of();

    @Override
    public void beforeAll(ExtensionContext context) {
        if (outermost(context)) {
            before = Thread.getAllStackTraces().keySet();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (outermost(context)) {
            assertNothingLeft(before, LIMIT);
        }
    }

    private static boolean outermost(ExtensionContext context) {
        return context.getRequiredTestClass().getEnclosingClass() == null;
    }

    static void assertNothingLeft(Set<Thread> before, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (left(before).findAny().isPresent()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Left behind: " + left(before).toList());
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static Stream<String> left(Set<Thread> before) {
        Stream<String> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && OURS.stream().anyMatch(thread.getName()::startsWith))
                .map(thread -> "thread " + thread.getName());
        Stream<String> processes = ProcessHandle.current()
                .children()
                .map(process -> "process " + process.info().commandLine().orElse("") + " " + process.pid());
        return Stream.concat(threads, processes);
    }
}
