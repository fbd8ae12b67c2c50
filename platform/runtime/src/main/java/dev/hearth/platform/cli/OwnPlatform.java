package dev.hearth.platform.cli;

import dev.hearth.HearthException;
import dev.hearth.functions.replica.RehearsalVariables;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A platform in this JVM: it lives as long as the action and leaves nothing running. */
final class OwnPlatform {
    private final @Nullable String provisioner;
    private final boolean verbose;

    OwnPlatform(@Nullable String provisioner, boolean verbose) {
        this.provisioner = provisioner;
        this.verbose = verbose;
    }

    /** For one command: on a port that is free, with no log but warnings, and without a journal. */
    int with(ToIntFunction<Client> action) {
        System.setProperty("quarkus.http.port", "0");
        System.setProperty("quarkus.http.ssl-port", "0");
        System.setProperty("quarkus.http.host", "127.0.0.1");
        System.setProperty("quarkus.banner.enabled", "false");
        // It ends with the command, and another command's platform may have the journal open. A rehearsal has one of
        // its own.
        if (!RehearsalVariables.here()) {
            System.setProperty("hearth.journal.kind", "none");
        }
        if (!verbose) {
            System.setProperty("quarkus.log.console.level", "WARN");
        }
        return start(action);
    }

    /** For others too: on the given port, or the configured one. */
    int serve(@Nullable Integer port, ToIntFunction<Client> action) {
        if (port != null) {
            System.setProperty("quarkus.http.port", Integer.toString(port));
        }
        return start(action);
    }

    private int start(ToIntFunction<Client> action) {
        System.setProperty("quarkus.log.console.stderr", "true");
        if (provisioner != null) {
            System.setProperty("hearth.provisioner", provisioner);
        }
        AtomicReference<@Nullable RuntimeException> thrown = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
        AtomicInteger code = new AtomicInteger(CommandFailure.FAILED);
        PlatformApplication.action = client -> {
            try {
                code.set(action.applyAsInt(client));
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        };
        Quarkus.run(PlatformApplication.class, (ignored, e) -> broken.set(e));
        RuntimeException failure = thrown.get();
        if (failure != null) {
            throw failure;
        }
        Throwable cause = broken.get();
        if (cause != null && !ApplicationLifecycleManager.isVmShuttingDown()) {
            throw notStarted(cause);
        }
        return code.get();
    }

    private static CommandFailure notStarted(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            if (root instanceof QuarkusBindException || root instanceof HearthException) {
                break;
            }
            root = root.getCause();
        }
        if (root instanceof QuarkusBindException bind) {
            return CommandFailure.failed("Cannot serve on port " + bind.getPort() + " of " + bind.getHost()
                    + ": it is in use. Choose another with --port, or stop what listens there.");
        }
        return CommandFailure.failed(
                "Cannot start the platform: " + (root.getMessage() == null ? root.toString() : root.getMessage()));
    }
}
