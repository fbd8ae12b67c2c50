package dev.hearth.platform.provision;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How replicas that are processes of this machine are started. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "hearth.process")
public interface ProcessConfig {
    /**
     * The whole command line of a replica, words separated by blanks, quotes around words with blanks. Default: the java
     * that runs the platform, {@link #jvmOptions}, and the platform's own jar.
     */
    Optional<String> command();

    /**
     * Options of a replica's JVM, separated by blanks, quotes around those with blanks. The serial collector and a small
     * first heap let many replicas share a machine (measured: 2.5 s of processor time to start one, 2.8 s without). With
     * {@code -XX:TieredStopAtLevel=1} as well it is 1.7 s, but tasks that compute then stay two to three times as slow for good; it
     * suits tasks that mostly wait. Without the JVM's performance data an idle replica wakes 9 times a second instead of 29, and takes two
     * thirds of the processor time; {@code jps} and {@code jstat} do not see it then, {@code jcmd <pid>} does. The largest heap is the JVM's own default, a
     * quarter of the memory.
     */
    @WithDefault("-XX:+UseSerialGC -Xms24m -XX:-UsePerfData")
    String jvmOptions();

    /**
     * How much a replica lets other processes go before it where processors are short, as POSIX's {@code nice} takes it: 0, like the platform,
     * to 19. The platform then answers and keeps all replicas busy though tasks take whatever is left: with 8 replicas of tiny
     * tasks on 4 processors, a map ran at 1,210,000 elements a second instead of 1,084,000 (medians of 14 rounds, alternating).
     * Other programs of the machine go before replicas too.
     */
    @WithDefault("5")
    int niceness();

    /**
     * Whether replicas start from an archive of their classes, which is made when it is missing: by {@code hearth train}, else by the
     * platform in the background.
     */
    @WithDefault("true")
    boolean archive();

    /**
     * How many replicas may be between their start and their joining at a time. Default: twice the number of processors. Measured
     * with 50 replicas on 2 busy processors: the first joins after 8 s instead of 63 s when all start at once.
     */
    OptionalInt concurrentStarts();

    /**
     * How many processes of regular tasks an environment may have at once. Default: what fits into the memory that is available when the
     * environment is first used, each taken for its memory limit, or for 128 MiB if it has none.
     */
    OptionalInt freshReplicas();

    /** After this time a replica that has not joined no longer keeps others from starting: it may wait for something else than processors. */
    @WithDefault("20s")
    Duration startHold();
}
