package dev.hearth.functions.reset;

import java.lang.reflect.Field;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A static field that is not final, and the value it had at the end of its class's initialisation. Primitives are compared unboxed. */
abstract class StaticField {
    final Field field;
    private boolean reported;

    private StaticField(Field field) {
        this.field = field;
    }

    /** Puts the value back; whether it had to. */
    abstract boolean restore() throws IllegalAccessException;

    /** Whether a change is to be reported: true once. */
    boolean report() {
        boolean first = !reported;
        reported = true;
        return first;
    }

    String name() {
        return field.getDeclaringClass().getName() + "." + field.getName();
    }

    static StaticField of(Field field) throws IllegalAccessException {
        Class<?> type = field.getType();
        if (type == int.class || type == short.class || type == byte.class || type == char.class) {
            return new OfInt(field);
        }
        if (type == long.class) {
            return new OfLong(field);
        }
        if (type == boolean.class) {
            return new OfBoolean(field);
        }
        return type.isPrimitive() ? new OfFraction(field) : new OfReference(field);
    }

    private static final class OfInt extends StaticField {
        private final int first;

        OfInt(Field field) throws IllegalAccessException {
            super(field);
            first = value();
        }

        @Override
        boolean restore() throws IllegalAccessException {
            if (value() == first) {
                return false;
            }
            Class<?> type = field.getType();
            if (type == int.class) {
                field.setInt(null, first);
            } else if (type == short.class) {
                field.setShort(null, (short) first);
            } else if (type == byte.class) {
                field.setByte(null, (byte) first);
            } else {
                field.setChar(null, (char) first);
            }
            return true;
        }

        private int value() throws IllegalAccessException {
            return field.getInt(null);
        }
    }

    private static final class OfLong extends StaticField {
        private final long first;

        OfLong(Field field) throws IllegalAccessException {
            super(field);
            first = field.getLong(null);
        }

        @Override
        boolean restore() throws IllegalAccessException {
            if (field.getLong(null) == first) {
                return false;
            }
            field.setLong(null, first);
            return true;
        }
    }

    private static final class OfBoolean extends StaticField {
        private final boolean first;

        OfBoolean(Field field) throws IllegalAccessException {
            super(field);
            first = field.getBoolean(null);
        }

        @Override
        boolean restore() throws IllegalAccessException {
            if (field.getBoolean(null) == first) {
                return false;
            }
            field.setBoolean(null, first);
            return true;
        }
    }

    private static final class OfFraction extends StaticField {
        private final Object first;

        OfFraction(Field field) throws IllegalAccessException {
            super(field);
            first = Objects.requireNonNull(field.get(null));
        }

        @Override
        boolean restore() throws IllegalAccessException {
            // By equals: NaN is not a change of NaN.
            if (first.equals(field.get(null))) {
                return false;
            }
            field.set(null, first);
            return true;
        }
    }

    private static final class OfReference extends StaticField {
        private final @Nullable Object first;

        OfReference(Field field) throws IllegalAccessException {
            super(field);
            first = field.get(null);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // Another object is a change, whatever it equals.
        boolean restore() throws IllegalAccessException {
            if (field.get(null) == first) {
                return false;
            }
            field.set(null, first);
            return true;
        }
    }
}
