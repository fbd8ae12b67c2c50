package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;

public class CaptureAtInitialisationTest {
    private static final List<String> CAPTURED = new ArrayList<>();

    /** Stands in the place of StaticState: transformed classes call it. */
    public static final class Capturer {
        private Capturer() {}

        public static void capture(Class<?> type) throws ReflectiveOperationException {
            var field = type.getDeclaredField("value");
            field.setAccessible(true);
            CAPTURED.add(type.getName().substring(type.getName().indexOf('$') + 1) + " " + field.get(null));
        }
    }

    @BeforeEach
    void forget() {
        CAPTURED.clear();
    }

    @Test
    void aClassWithAnInitialiserIsCapturedAtItsEnd() throws Exception {
        initialise(Initialised.class);
        assertEquals(List.of("Initialised 7"), CAPTURED);
    }

    @Test
    void aClassWithoutOneGetsOne() throws Exception {
        initialise(Uninitialised.class);
        assertEquals(List.of("Uninitialised 0"), CAPTURED);
    }

    @Test
    void eachEndOfAnInitialiserWithBranchesCaptures() throws Exception {
        initialise(Branching.class);
        assertEquals(List.of("Branching 2"), CAPTURED);
    }

    private static void initialise(Class<?> type) throws Exception {
        Class.forName(type.getName(), true, new Transforming(type));
    }

    static class Initialised {
        static int value = Integer.parseInt("7");
    }

    static class Uninitialised {
        static int value;
    }

    static class Branching {
        static int value;

        static {
            try {
                value = Integer.parseInt("x");
            } catch (NumberFormatException e) {
                value = System.nanoTime() == 0 ? 1 : 2;
            }
        }
    }

    /** Loads one class anew, transformed; all else as it is. */
    private static final class Transforming extends ClassLoader {
        private final Class<?> type;

        Transforming(Class<?> type) {
            super(CaptureAtInitialisationTest.class.getClassLoader());
            this.type = type;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(type.getName()) ? transformed(name) : super.loadClass(name, resolve);
        }

        private Class<?> transformed(String name) throws ClassNotFoundException {
            try (InputStream in =
                    Objects.requireNonNull(getParent().getResourceAsStream(name.replace('.', '/') + ".class"))) {
                ClassReader reader = new ClassReader(in);
                ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);
                reader.accept(new CaptureAtInitialisation(writer, Type.getInternalName(Capturer.class)), 0);
                byte[] bytes = writer.toByteArray();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
