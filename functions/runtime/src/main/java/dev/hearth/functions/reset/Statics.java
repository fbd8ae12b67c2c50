package dev.hearth.functions.reset;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/**
 * The static fields that are put back. Classes may be captured at any time by any thread; {@link #restore} is for one thread
 * at a time.
 */
final class Statics {
    private static final Logger LOG = Logger.getLogger(Statics.class);

    // Read without a lock: the initialisation of a class waits for capture, and reading its field may wait for that
    // initialisation.
    private volatile StaticField[] fields = {};
    private volatile StaticContents[] contents = {};

    void capture(Class<?> type) {
        List<StaticField> newFields = new ArrayList<>();
        List<StaticContents> newContents = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                capture(field, newFields, newContents);
            }
        }
        synchronized (this) {
            fields = joined(fields, newFields.toArray(new StaticField[0]));
            contents = joined(contents, newContents.toArray(new StaticContents[0]));
        }
    }

    private static void capture(Field field, List<StaticField> fields, List<StaticContents> contents) {
        boolean fixed = Modifier.isFinal(field.getModifiers());
        if (fixed && field.getType().isPrimitive()) {
            return;
        }
        try {
            field.setAccessible(true);
            if (!fixed) {
                fields.add(StaticField.of(field));
            }
            if (!field.getType().isPrimitive()) {
                StaticContents found =
                        StaticContents.of(field.getDeclaringClass().getName() + "." + field.getName(), field.get(null));
                if (found != null) {
                    contents.add(found);
                }
            }
        } catch (IllegalAccessException | RuntimeException e) {
            LOG.warnf("Reset: static field '%s' cannot be read, so it is not put back between tasks: %s", field, e);
        }
    }

    /** Puts back what changed, and reports each field's first change. */
    void restore(String task) {
        for (StaticField field : fields) {
            try {
                if (field.restore() && field.report()) {
                    LOG.warnf(
                            "Static field '%s' was changed by task %s and has been put back. What shall persist between tasks belongs into an @ActorCache method.",
                            field.name(), task);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        for (StaticContents one : contents) {
            OptionalInt size = one.change();
            if (size.isPresent()) {
                LOG.warnf(
                        "Static field '%s' had %d entries and has %d after task %s: its contents are not reset between tasks.",
                        one.name(), one.first(), size.getAsInt(), task);
            }
        }
    }

    int size() {
        return fields.length;
    }

    private static <T> T[] joined(T[] before, T[] more) {
        T[] all = Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, all, before.length, more.length);
        return all;
    }
}
