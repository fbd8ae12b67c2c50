package dev.hearth.examples.faults;

import dev.hearth.ActorEnvironment;
import dev.hearth.ActorEnvironment.Variable;
import dev.hearth.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A task that may end its replica, each time that it runs. In embedded mode that is the platform itself, so don't. */
@ActorEnvironment(
        name = "deadly",
        replicaCount = 2,
        environment = @Variable(name = "JAVA_TOOL_OPTIONS", value = "-Xmx64m -XX:MaxMetaspaceSize=64m"))
public class Deadly {
    private static final int MEBIBYTE = 1 << 20;
    private static final Deque<byte[]> LEAK = new ConcurrentLinkedDeque<>();

    /** How the replica ends. */
    public enum Death {
        /** It lives on. */
        NONE,
        /** {@link System#exit} with code 7. */
        EXIT,
        /** {@code kill -9} of itself. */
        KILL,
        /** What an access to memory that is not there brings: the JVM's own crash. */
        CRASH,
        /** More objects than the heap has room for. */
        HEAP,
        /** The same, and what fills it stays. */
        LEAK,
        /** More classes than there is room for. */
        METASPACE
    }

    @Task
    public String work(Death death) {
        if (death != Death.NONE) {
            System.out.println("The next line is the end: " + death);
        }
        switch (death) {
            case NONE -> {}
            case EXIT -> System.exit(7);
            case KILL -> signal("KILL");
            case CRASH -> signal("SEGV");
            case HEAP -> fillTheHeap(new ArrayList<>(), MEBIBYTE);
            case LEAK -> fillTheHeap(LEAK, 16);
            case METASPACE -> fillTheMetaspace(new ArrayList<>());
        }
        return "done";
    }

    private static void signal(String name) {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + name,
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            // Another thread takes the signal: this one does not get away before.
            Thread.sleep(60_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fillTheHeap(Collection<byte[]> all, int bytes) {
        while (true) {
            all.add(new byte[bytes]);
        }
    }

    private static void fillTheMetaspace(Collection<Object> all) {
        InvocationHandler nothing = (proxy, method, arguments) -> null;
        while (true) {
            // Each loader has its own class of the same name, for as long as it has an instance.
            all.add(Proxy.newProxyInstance(
                    new ClassLoader(Runnable.class.getClassLoader()) {}, new Class<?>[] {Runnable.class}, nothing));
        }
    }
}
