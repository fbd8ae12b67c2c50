package dev.hearth.functions.reset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResetTest {
    /** As an application's class: every type of static field. */
    static final class Application {
        static int number = 1;
        static long big = 2;
        static boolean flag = true;
        static byte small = 3;
        static short shorter = 4;
        static char letter = 'a';
        static float fraction = Float.NaN;
        static double precise = 1.5;
        static @Nullable String text = "first";
        static @Nullable Object nothing;
        static volatile int seen = 1;
        static final List<String> LIST = new ArrayList<>();
        static List<String> replaceable = new ArrayList<>();
        static final int CONSTANT = 1;

        private Application() {}
    }

    /** Never initialised by the reset. */
    static final class Lazy {
        static {
            System.setProperty("dev.hearth.test.lazy", "initialised");
        }

        static int value = 1;

        private Lazy() {}
    }

    private static final InheritableThreadLocal<@Nullable String> KEPT = new InheritableThreadLocal<>();

    private final Statics statics = new Statics();
    private final List<String> warnings = new ArrayList<>();
    private final Logger logger = Logger.getLogger(Statics.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            warnings.add(new org.jboss.logmanager.formatters.PatternFormatter("%s")
                    .format(org.jboss.logmanager.ExtLogRecord.wrap(logged)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    void staticFieldsOfEveryTypeComeBack() {
        statics.capture(Application.class);
        Reset reset = new Reset(statics, KEPT);
        Application.number = 9;
        Application.big = 9;
        Application.flag = false;
        Application.small = 9;
        Application.shorter = 9;
        Application.letter = 'z';
        Application.fraction = 9;
        Application.precise = 9;
        Application.text = null;
        Application.nothing = "something";
        Application.seen = 9;
        List<String> before = Application.replaceable;
        Application.replaceable = new ArrayList<>();
        reset.restore("env.task");
        assertEquals(1, Application.number);
        assertEquals(2, Application.big);
        assertTrue(Application.flag);
        assertEquals(3, Application.small);
        assertEquals(4, Application.shorter);
        assertEquals('a', Application.letter);
        assertTrue(Float.isNaN(Application.fraction));
        assertEquals(1.5, Application.precise);
        assertEquals("first", Application.text);
        assertNull(Application.nothing);
        assertEquals(1, Application.seen);
        assertSame(before, Application.replaceable);
    }

    @Test
    void aChangedFieldIsReportedOnceWithTheTask() {
        statics.capture(Application.class);
        Reset reset = new Reset(statics, KEPT);
        for (int i = 0; i < 3; i++) {
            Application.number = 9;
            reset.restore("env.task-" + i);
        }
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(
                warnings.get(0).contains("Application.number' was changed by task env.task-0 and has been put back"),
                warnings.toString());
    }

    @Test
    void grownContentsAreReportedOnceAndNotReset() {
        statics.capture(Application.class);
        Reset reset = new Reset(statics, KEPT);
        reset.restore("env.before");
        Application.LIST.add("more");
        try {
            reset.restore("env.task");
            reset.restore("env.task");
            assertEquals(1, Application.LIST.size());
            assertEquals(1, warnings.size(), warnings.toString());
            assertTrue(warnings.get(0).contains("had 0 entries and has 1 after task env.task"), warnings.toString());
            assertTrue(warnings.get(0).contains("contents are not reset"), warnings.toString());
        } finally {
            Application.LIST.clear();
        }
    }

    @Test
    void onlyFieldsThatAreNotFinalAreRemembered() {
        statics.capture(Application.class);
        assertEquals(12, statics.size());
    }

    @Test
    void theResetInitialisesNoClass() {
        System.clearProperty("dev.hearth.test.lazy");
        statics.capture(Application.class);
        new Reset(statics, KEPT).restore("env.task");
        assertNull(System.getProperty("dev.hearth.test.lazy"));
        assertEquals(1, Lazy.value);
        assertEquals("initialised", System.getProperty("dev.hearth.test.lazy"));
        System.clearProperty("dev.hearth.test.lazy");
    }

    @Test
    void aPropertyThatIsChangedByAViewComesBackToo() {
        System.setProperty("dev.hearth.test.viewed", "first");
        Reset reset = new Reset(statics, KEPT);
        try {
            Set<Object> kept = System.getProperties().keySet();
            kept.remove("dev.hearth.test.viewed");
            reset.restore("env.first");
            assertEquals("first", System.getProperty("dev.hearth.test.viewed"));
            // A later task may still have the view.
            kept.remove("dev.hearth.test.viewed");
            reset.restore("env.second");
            assertEquals("first", System.getProperty("dev.hearth.test.viewed"));
        } finally {
            System.clearProperty("dev.hearth.test.viewed");
        }
    }

    @Test
    void whatEveryWayOfWritingAPropertyDoesIsUndone() {
        System.setProperty("dev.hearth.test.written", "first");
        Reset reset = new Reset(statics, KEPT);
        List<Consumer<Properties>> ways = List.of(
                all -> all.put("dev.hearth.test.written", "x"),
                all -> all.setProperty("dev.hearth.test.written", "x"),
                all -> all.putAll(Map.of("dev.hearth.test.written", "x")),
                all -> all.remove("dev.hearth.test.written"),
                all -> all.remove("dev.hearth.test.written", "first"),
                all -> all.replace("dev.hearth.test.written", "x"),
                all -> all.replace("dev.hearth.test.written", "first", "x"),
                all -> all.replaceAll((key, value) -> key.equals("dev.hearth.test.written") ? "x" : value),
                all -> all.compute("dev.hearth.test.written", (key, value) -> "x"),
                all -> all.computeIfPresent("dev.hearth.test.written", (key, value) -> "x"),
                all -> all.merge("dev.hearth.test.written", "x", (one, other) -> other),
                all -> all.putIfAbsent("dev.hearth.test.added", "x"),
                all -> all.computeIfAbsent("dev.hearth.test.added", key -> "x"),
                all -> all.entrySet().removeIf(entry -> entry.getKey().equals("dev.hearth.test.written")),
                all -> all.values().removeIf("first"::equals),
                Properties::clear);
        try {
            for (Consumer<Properties> way : ways) {
                way.accept(System.getProperties());
                reset.restore("env.task");
                assertEquals("first", System.getProperty("dev.hearth.test.written"));
                assertNull(System.getProperty("dev.hearth.test.added"));
            }
        } finally {
            System.clearProperty("dev.hearth.test.written");
        }
    }

    @Test
    void systemPropertiesComeBack() {
        System.setProperty("dev.hearth.test.kept", "first");
        Reset reset = new Reset(statics, KEPT);
        try {
            System.setProperty("dev.hearth.test.kept", "second");
            System.setProperty("dev.hearth.test.added", "x");
            System.clearProperty("java.io.tmpdir");
            reset.restore("env.task");
            assertEquals("first", System.getProperty("dev.hearth.test.kept"));
            assertNull(System.getProperty("dev.hearth.test.added"));
            assertTrue(System.getProperty("java.io.tmpdir") != null);

            System.setProperties(new Properties());
            reset.restore("env.task");
            assertEquals("first", System.getProperty("dev.hearth.test.kept"));
        } finally {
            System.clearProperty("dev.hearth.test.kept");
        }
    }

    @Test
    void localesTimeZoneAndContextClassLoaderComeBack() throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Locale display = Locale.getDefault(Locale.Category.DISPLAY);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Reset reset = new Reset(statics, KEPT);
        Locale.setDefault(Locale.KOREA);
        Locale.setDefault(Locale.Category.DISPLAY, Locale.CANADA);
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Seoul"));
        try (URLClassLoader other = new URLClassLoader(new URL[0])) {
            Thread.currentThread().setContextClassLoader(other);
            reset.restore("env.task");
        }
        assertEquals(locale, Locale.getDefault());
        assertEquals(display, Locale.getDefault(Locale.Category.DISPLAY));
        assertEquals(zone, TimeZone.getDefault());
        assertSame(loader, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void threadLocalsOfTheTaskThreadAreGone() throws Exception {
        ThreadLocal<@Nullable String> local = new ThreadLocal<>();
        InheritableThreadLocal<@Nullable String> inheritable = new InheritableThreadLocal<>();
        List<@Nullable String> seen = new ArrayList<>();
        Reset reset = new Reset(statics, KEPT);
        assertTrue(reset.threadsReusable(), "the tests' JVM has java.lang open");
        Thread thread = new Thread(() -> {
            local.set("left");
            inheritable.set("left");
            reset.restore("env.task");
            seen.add(local.get());
            seen.add(inheritable.get());
        });
        thread.start();
        thread.join();
        assertEquals(2, seen.size());
        assertNull(seen.get(0));
        assertNull(seen.get(1));
        assertFalse(thread.isAlive());
    }

    @Test
    void theCallersOwnThreadLocalStaysWhileItIsTheOnlyOne() throws Exception {
        InheritableThreadLocal<@Nullable String> other = new InheritableThreadLocal<>();
        List<@Nullable String> seen = new ArrayList<>();
        Reset reset = new Reset(statics, KEPT);
        Thread thread = new Thread(() -> {
            reset.clearThread();
            KEPT.set("mine");
            reset.restore("env.task");
            seen.add(KEPT.get());
            other.set("left");
            reset.restore("env.task");
            seen.add(KEPT.get());
            seen.add(other.get());
        });
        thread.start();
        thread.join();
        assertEquals(Arrays.asList("mine", null, null), seen);
    }

    @Test
    void nettysThreadLocalsAreGone() throws Exception {
        FastThreadLocal<@Nullable String> local = new FastThreadLocal<>();
        List<@Nullable String> seen = new ArrayList<>();
        Reset reset = new Reset(statics, KEPT);
        Runnable task = () -> {
            local.set("left");
            reset.restore("env.task");
            seen.add(local.get());
        };
        for (Thread thread : List.of(new Thread(task), new FastThreadLocalThread(task))) {
            thread.start();
            thread.join();
        }
        assertEquals(Arrays.asList(null, null), seen);
    }
}
