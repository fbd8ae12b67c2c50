package dev.hearth.platform.provision;

import dev.hearth.HearthException;
import dev.hearth.functions.replica.ReplicaMain;
import dev.hearth.platform.archive.MadeArchive;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes a missing archive while the platform has nothing to start, at the lowest priority. Whatever becomes of it, replicas start; what is not
 * finished when the platform ends is dropped.
 */
@Singleton
class BackgroundArchive {
    private static final Logger LOG = Logger.getLogger(BackgroundArchive.class);

    /** So long nothing has started before this may: a platform is started because there is something to do. */
    private static final int QUIET_SECONDS = 2;

    private static final long END_MILLIS = 2000;

    private final ProcessConfig config;
    private final Instance<Provisioners> provisioners;
    private final Instance<ReplicaArchives> archives;
    private final Instance<ArchiveWatch> watch;
    private @Nullable Thread thread;

    @Inject
    BackgroundArchive(
            ProcessConfig config,
            Instance<Provisioners> provisioners,
            Instance<ReplicaArchives> archives,
            Instance<ArchiveWatch> watch) {
        this.config = config;
        this.provisioners = provisioners;
        this.archives = archives;
        this.watch = watch;
    }

    void begin(@Observes StartupEvent event) {
        if (LaunchMode.current() != LaunchMode.NORMAL
                || ReplicaMain.isReplica()
                || !config.archive()
                || config.command().isPresent()) {
            return;
        }
        Thread worker = new Thread(this::run, "hearth-class-archive");
        worker.setDaemon(true);
        thread = worker;
        worker.start();
    }

    void end(@Observes ShutdownEvent event) throws InterruptedException {
        Thread worker = thread;
        if (worker != null) {
            worker.interrupt();
            worker.join(END_MILLIS);
        }
    }

    private void run() {
        try {
            awaitQuiet();
            if (provisioners.get().chosen().name().equals(ProcessProvisioner.NAME)) {
                // Whoever makes the same just now does it for this platform too.
                archives.get().make(Duration.ZERO, true).ifPresent(BackgroundArchive::report);
            }
        } catch (InterruptedException ended) {
            LOG.debug("The platform ends before a class archive could be made.");
        } catch (HearthException e) {
            LOG.warn(e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Class archive for the start of replicas: it could not be made. Replicas start without it.", e);
        }
    }

    private static void report(MadeArchive made) {
        made.made()
                .ifPresent(took -> LOG.infof(
                        "Class archive '%s': made in %d ms; replicas start from it from now on.",
                        made.file(), took.toMillis()));
    }

    private void awaitQuiet() throws InterruptedException {
        int quiet = 0;
        while (quiet < QUIET_SECONDS) {
            TimeUnit.SECONDS.sleep(1);
            quiet = watch.get().idle() ? quiet + 1 : 0;
        }
    }
}
