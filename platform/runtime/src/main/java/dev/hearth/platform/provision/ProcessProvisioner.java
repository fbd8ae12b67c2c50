package dev.hearth.platform.provision;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.secret.Secrets;
import dev.hearth.platform.address.LinkAddress;
import dev.hearth.platform.address.PlatformAddress;
import dev.hearth.platform.archive.ArchiveState;
import dev.hearth.platform.archive.Niceness;
import dev.hearth.platform.secret.SecretSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A process of this machine for each replica: a JVM with the application's own jar. It inherits the platform's environment variables and
 * working directory, as child processes do. It ends with the platform, whatever way that ends. Safe for use by several threads.
 */
@Singleton
final class ProcessProvisioner implements Provisioner {
    static final String NAME = "process";

    /** How long {@link #close} waits for processes that were killed. */
    private static final long CLOSE_MILLIS = 3000;

    private static final Logger log = Logger.getLogger(ProcessProvisioner.class);

    /** What is known of a replica until it has ended. Touched by the worker alone, but for close. */
    private static final class Replica {
        final EnvironmentSpec environment;
        final String version;
        final String token;
        final Listener listener;
        Secrets secrets = Secrets.NONE;
        volatile @Nullable SideProcesses beside;
        volatile @Nullable ReplicaProcess process;
        /** Why it was ended, if that is not what its process's end tells. */
        @Nullable
        String cause;

        Replica(EnvironmentSpec environment, String version, String token, Listener listener) {
            this.environment = environment;
            this.version = version;
            this.token = token;
            this.listener = listener;
        }
    }

    private final Function<EnvironmentSpec, List<String>> command;
    private final SecretSource secrets;
    private final SidePorts ports = new SidePorts();
    private final ArchiveWatch archiveWatch;
    private final Function<String, ArchiveState> archive;
    private final CompletionStage<LinkAddress> link;
    private final OptionalInt freshReplicas;
    private final Duration startHold;
    private final ReplicaLog output = new ReplicaLog();
    private final ClusterOnly clusterOnly = new ClusterOnly(log::info);
    private final Map<String, Replica> replicas = new ConcurrentHashMap<>();
    private final StartQueue starts;
    private final ProvisionerThread worker = new ProvisionerThread();

    @Inject
    ProcessProvisioner(
            ProcessConfig config,
            SecretSource secrets,
            ReplicaArchives archives,
            ArchiveWatch archiveWatch,
            PlatformAddress address) {
        this(
                environment -> new Niceness(config.niceness())
                        .before(ReplicaCommand.of(
                                config,
                                System.getProperty("java.home"),
                                System.getProperty("java.class.path"),
                                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                                environment.container(),
                                archives::startWords)),
                secrets,
                archiveWatch,
                archives::state,
                address.link(),
                config.freshReplicas(),
                config.concurrentStarts().orElse(2 * Runtime.getRuntime().availableProcessors()),
                config.startHold());
    }

    /**
     * @param command the command line of an environment's replicas; what it throws is the reason why a replica could not be started
     * @param secrets where environments' secrets are found
     * @param archiveWatch learns what starts, and how it goes
     * @param archive what an environment's replicas that start now take classes from
     * @param link where replicas join, once the platform listens there
     * @param freshReplicas how many replicas of regular tasks an environment may have, if that was configured
     * @param concurrentStarts how many start at a time
     * @param startHold how long one that starts may keep others from starting
     */
    ProcessProvisioner(
            Function<EnvironmentSpec, List<String>> command,
            SecretSource secrets,
            ArchiveWatch archiveWatch,
            Function<String, ArchiveState> archive,
            CompletionStage<LinkAddress> link,
            OptionalInt freshReplicas,
            int concurrentStarts,
            Duration startHold) {
        this.command = command;
        this.secrets = secrets;
        this.archiveWatch = archiveWatch;
        this.archive = archive;
        this.link = link;
        this.freshReplicas = freshReplicas;
        this.startHold = startHold;
        this.starts = new StartQueue(concurrentStarts, this::launch);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int freshReplicas(EnvironmentSpec environment) {
        return ReplicaRoom.replicas(environment, freshReplicas, ReplicaRoom.availableBytes());
    }

    @Override
    public void start(EnvironmentSpec environment, String version, String replica, String token, Listener listener) {
        clusterOnly.tell(environment);
        boolean accepted = worker.execute(() -> {
            replicas.put(replica, new Replica(environment, version, token, listener));
            var unused = link.whenComplete((address, failed) -> worker.execute(() -> {
                if (failed == null) {
                    starts.add(environment.name(), replica);
                } else {
                    ended(replica, "it could not be started: " + failed.getMessage());
                }
            }));
        });
        if (!accepted) {
            listener.ended(replica, "it could not be started: the platform is closing");
        }
    }

    @Override
    public void joined(String replica, String archive) {
        archiveWatch.joined(replica, archive);
        worker.execute(() -> starts.done(replica));
    }

    @Override
    public ArchiveState archive(String environment) {
        return archive.apply(environment);
    }

    @Override
    public void kill(String replica) {
        worker.execute(() -> killNow(replica));
    }

    @Override
    public void close() {
        worker.close(() -> {
            starts.clear();
            List.copyOf(replicas.keySet()).forEach(this::killNow);
        });
        CompletableFuture.allOf(replicas.values().stream()
                        .flatMap(ProcessProvisioner::ends)
                        .toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        output.close();
    }

    private static Stream<CompletableFuture<?>> ends(Replica replica) {
        ReplicaProcess process = replica.process;
        SideProcesses beside = replica.beside;
        return Stream.concat(
                process == null ? Stream.empty() : Stream.of(process.ended()),
                beside == null ? Stream.empty() : Stream.of(beside.ended()));
    }

    /** Its turn has come. */
    private void launch(String name) {
        Replica replica = replicas.get(name);
        if (replica == null) {
            starts.done(name);
            return;
        }
        try {
            replica.secrets = secrets.of(replica.environment);
            holdAtMost(name);
            if (replica.environment.container().initContainers().isEmpty()) {
                launch(name, replica, Map.of());
            } else {
                SideProcesses beside = new SideProcesses(
                        replica.environment,
                        name,
                        ApplicationClasses.variables(),
                        output,
                        replica.secrets,
                        ports,
                        reason -> worker.execute(() -> broken(name, reason)));
                replica.beside = beside;
                beside.start(chosen -> worker.execute(() -> launchBeside(name, chosen)));
            }
        } catch (HearthException e) {
            refused(name, e);
        } catch (RuntimeException e) {
            ended(name, "it could not be started: " + e.getMessage());
        }
    }

    /** What is to run before it has run. */
    private void launchBeside(String name, Map<String, String> chosen) {
        Replica replica = replicas.get(name);
        if (replica != null) {
            launch(name, replica, chosen);
        }
    }

    private void launch(String name, Replica replica, Map<String, String> chosen) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    archiveWatch.starting(replica.environment.name(), name, command.apply(replica.environment)));
            ReplicaVariables.set(
                    builder.environment(),
                    replica.environment,
                    replica.version,
                    name,
                    replica.token,
                    chosen,
                    link.toCompletableFuture().join());
            ReplicaLog.Source lines = output.source(replica.environment.name(), name);
            ReplicaProcess process = ReplicaProcess.start(builder, name, lines, replica.secrets, reason -> {
                if (!worker.execute(() -> ended(name, reason))) {
                    tellEnd(name, reason);
                }
            });
            replica.process = process;
            if (!replica.secrets.isEmpty()) {
                process.send(replica.secrets, name);
            }
            log.debugf("Replica '%s': started as process %d", name, process.pid());
            replica.listener.launched(name);
        } catch (HearthException e) {
            refused(name, e);
        } catch (IOException | RuntimeException e) {
            ended(name, "it could not be started: " + e.getMessage());
        }
    }

    /** What runs before it has failed, or what shall stay beside it has ended. */
    private void broken(String name, String reason) {
        Replica replica = replicas.get(name);
        if (replica == null) {
            return;
        }
        ReplicaProcess process = replica.process;
        if (process == null) {
            ended(name, "it could not be started: " + reason);
        } else {
            replica.cause = reason;
            process.kill();
        }
    }

    private void killNow(String name) {
        Replica replica = replicas.get(name);
        if (replica == null) {
            return;
        }
        ReplicaProcess process = replica.process;
        if (process == null) {
            ended(name, "it was ended before its process had started");
        } else {
            process.kill();
        }
    }

    private void holdAtMost(String name) {
        Executor later =
                CompletableFuture.delayedExecutor(startHold.toMillis(), TimeUnit.MILLISECONDS, worker::execute);
        later.execute(() -> starts.done(name));
    }

    private void ended(String name, String reason) {
        starts.done(name);
        tellEnd(name, reason);
    }

    /** Something of its configuration is wrong or missing, such as a secret: the next would be refused as well. */
    private void refused(String name, HearthException why) {
        starts.done(name);
        Replica replica = remove(name);
        if (replica != null) {
            replica.listener.refused(name, String.valueOf(why.getMessage()));
        }
    }

    private void tellEnd(String name, String reason) {
        archiveWatch.ended(name, reason);
        Replica replica = remove(name);
        if (replica != null) {
            String cause = replica.cause;
            replica.listener.ended(name, cause == null ? reason : cause);
        }
    }

    private @Nullable Replica remove(String name) {
        Replica replica = replicas.remove(name);
        SideProcesses beside = replica == null ? null : replica.beside;
        if (beside != null) {
            beside.close();
        }
        return replica;
    }
}
