package dev.hearth.functions.reset;

import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts back, between two tasks of a process that runs one at a time, what the first may have changed: static fields of
 * application classes, system properties, default locales and time zone, and the task thread's locals and context class
 * loader. What was there when this object was made is what comes back. Contents of objects are not followed, files are not
 * touched. Not safe for use by several threads at once.
 */
public final class Reset {
    private static final Logger LOG = Logger.getLogger(Reset.class);

    private final Statics statics;
    private final ThreadState threads;
    private final Map<Object, Object> propertyValues = Map.copyOf(System.getProperties());
    private final WatchedProperties properties = new WatchedProperties(propertyValues);
    private final Locale locale = Locale.getDefault();
    private final Locale display = Locale.getDefault(Locale.Category.DISPLAY);
    private final Locale format = Locale.getDefault(Locale.Category.FORMAT);
    private final TimeZone timeZone = TimeZone.getDefault();
    private final @Nullable ClassLoader contextLoader = Thread.currentThread().getContextClassLoader();

    /**
     * Remembers the process as it is now.
     *
     * @param kept the caller's own inheritable thread local, which task threads may keep
     */
    public Reset(ThreadLocal<?> kept) {
        this(StaticState.process(), kept);
    }

    Reset(Statics statics, ThreadLocal<?> kept) {
        this.statics = statics;
        this.threads = new ThreadState(kept);
        System.setProperties(properties);
    }

    /** Whether one thread can run task after task. If not, the caller must give each task a new thread. */
    public boolean threadsReusable() {
        return threads.clearable();
    }

    /**
     * Puts everything back. Called on the thread that ran the task.
     *
     * @param task the task's name, for the report of what it changed
     */
    public void restore(String task) {
        statics.restore(task);
        restoreProperties();
        restoreDefaults();
        Thread thread = Thread.currentThread();
        if (!same(thread.getContextClassLoader(), contextLoader)) {
            thread.setContextClassLoader(contextLoader);
        }
        threads.clear();
    }

    /** Drops the thread locals of the calling thread. */
    public void clearThread() {
        threads.clear();
    }

    private void restoreProperties() {
        if (!same(System.getProperties(), properties)) {
            System.setProperties(properties);
        }
        if (!properties.maybeChanged()) {
            return;
        }
        // First: what a thread changes from here on is found after the next task.
        properties.unchanged();
        if (!properties.equals(propertyValues)) {
            LOG.debug("System properties were changed and have been put back.");
            properties.restore(propertyValues);
        }
    }

    private void restoreDefaults() {
        if (!same(Locale.getDefault(), locale)) {
            // This sets the categories too, which are compared below.
            Locale.setDefault(locale);
        }
        if (!same(Locale.getDefault(Locale.Category.DISPLAY), display)) {
            Locale.setDefault(Locale.Category.DISPLAY, display);
        }
        if (!same(Locale.getDefault(Locale.Category.FORMAT), format)) {
            Locale.setDefault(Locale.Category.FORMAT, format);
        }
        if (!TimeZone.getDefault().equals(timeZone)) {
            TimeZone.setDefault(timeZone);
        }
    }

    @SuppressWarnings("ReferenceEquality") // What counts is whether something else was put in its place.
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one == other;
    }
}
