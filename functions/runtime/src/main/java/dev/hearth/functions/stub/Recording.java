package dev.hearth.functions.stub;

import dev.hearth.functions.catalog.TaskSpec;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Learns which task a function calls, and with which arguments, without running the task: while the function runs, the stub notes
 * the call and returns a placeholder. A recording sees the calls of its own thread only.
 */
public final class Recording {
    /** What a thread records now. Kept, since setting and removing a thread's value costs more than all the rest of a recording. */
    private static final class Slot {
        @Nullable
        Recording current;
    }

    private static final ThreadLocal<Slot> SLOT = ThreadLocal.withInitial(Slot::new);

    private static final int RESULT_DROPPED = -1;
    private static final String ONE_TASK =
            ". It may only call one task. Call others before the map, or inside the task.";

    private final Object what;
    private final int round;
    private @Nullable RecordedCall call;
    private @Nullable Object placeholder;
    private @Nullable String misuse;

    private Recording(Object what, int round) {
        this.what = what;
        this.round = round;
    }

    /**
     * Records a function that returns what its one task call returned, or null if the task is {@code void}. The function is called twice, since only that tells
     * {@code task(v)} from what happens to be equal to it once.
     *
     * @param what names the call in messages by its text, for example {@code element 3}; asked for in messages only
     * @throws IllegalArgumentException if the function does anything else; the message says what to write instead
     */
    public static RecordedCall record(Object what, Supplier<?> function) {
        Slot slot = SLOT.get();
        RecordedCall first = new Recording(what, 0).run(slot, function);
        RecordedCall second = new Recording(what, 1).run(slot, function);
        Repeatable.check(what, first, second);
        return first;
    }

    /**
     * Records a function that calls one {@code void} task. The function is called once.
     *
     * @param what names the call in messages by its text, for example {@code element 3}; asked for in messages only
     * @throws IllegalArgumentException if the function does anything else; the message says what to write instead
     */
    public static RecordedCall recordVoid(Object what, Runnable function) {
        return new Recording(what, RESULT_DROPPED).run(SLOT.get(), () -> {
            function.run();
            return null;
        });
    }

    /** The recording that goes on in this thread; null if there is none. */
    static @Nullable Recording current() {
        return SLOT.get().current;
    }

    /**
     * Refuses what a recorded function must not do.
     *
     * @param action what it does, for example {@code a map}
     * @throws IllegalArgumentException if a recording goes on in this thread
     */
    public static void refuse(String action) {
        Recording current = current();
        if (current != null) {
            throw current.refused("calls " + action + ONE_TASK);
        }
    }

    /** A stub was called; returns what it is to return. */
    @Nullable
    Object noted(TaskSpec task, @Nullable Object[] arguments) {
        RecordedCall earlier = call;
        if (earlier != null) {
            throw refused("calls two tasks, '" + earlier.task().name() + "' and '" + task.name()
                    + "'. It may only call one. Make one map after the other, or one task of both.");
        }
        call = new RecordedCall(task, arguments);
        List<@Nullable Object> placeholders = Placeholders.of(task);
        placeholder = placeholders.isEmpty() ? null : placeholders.get(Math.max(0, round));
        return placeholder;
    }

    /** Kept, since the function may swallow the exception. */
    private IllegalArgumentException refused(String action) {
        misuse = what + ": the function " + action;
        return new IllegalArgumentException(misuse);
    }

    private RecordedCall run(Slot slot, Supplier<?> function) {
        if (slot.current != null) {
            throw slot.current.refused("calls another recording, as a map or a call with options makes one" + ONE_TASK);
        }
        slot.current = this;
        Object returned;
        try {
            returned = function.get();
        } catch (RuntimeException | LinkageError e) {
            throw thrown(e);
        } finally {
            slot.current = null;
        }
        return judged(returned);
    }

    private IllegalArgumentException thrown(Throwable failure) {
        RecordedCall made = call;
        if (misuse != null) {
            return new IllegalArgumentException(misuse, failure);
        }
        if (made == null) {
            return new IllegalArgumentException(what + ": the function threw " + failure, failure);
        }
        return new IllegalArgumentException(
                what + ": the function threw " + failure + " after its call of task '"
                        + made.task().name()
                        + "', most likely because it uses the task's result, which is not there yet. "
                        + Repeatable.REMEDY,
                failure);
    }

    private RecordedCall judged(@Nullable Object returned) {
        RecordedCall made = call;
        if (misuse != null) {
            throw new IllegalArgumentException(misuse);
        }
        if (made == null) {
            throw new IllegalArgumentException(
                    what + ": the function calls no task. It must call exactly one task of an injected "
                            + "environment class, in the same thread.");
        }
        boolean isVoid = made.task().method().getReturnType() == void.class;
        if (round == RESULT_DROPPED && !isVoid) {
            throw new IllegalArgumentException(what + ": the function calls task '"
                    + made.task().name() + "', whose result would be lost. Use map for a task with a result.");
        }
        if (!Placeholders.same(placeholder, returned)) {
            throw new IllegalArgumentException(what + ": the function calls task '"
                    + made.task().name() + "' but returns another value than the task's result. " + Repeatable.REMEDY);
        }
        return made;
    }
}
