package dev.hearth.knative.provision;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.ApiFault;
import dev.hearth.knative.PodTrouble;
import dev.hearth.platform.provision.Provisioner.Listener;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The Jobs of regular tasks that this platform waits for. Safe for use by several threads. */
final class TaskJobs {
    private static final Logger log = Logger.getLogger(TaskJobs.class);
    private static final int SUFFIX = 8;
    private static final String ENDED = "it was ended by the platform";

    private final Cluster cluster;
    private final Blueprint blueprint;
    private final JoinKeys keys;
    private final Workers workers;
    private final Timing timing;
    private final String platform;
    private final Supplier<Optional<OwnerReference>> owner;
    private final PodTrouble trouble;
    private final Map<String, Task> tasks = new ConcurrentHashMap<>();

    /**
     * @param platform the label of this platform's Jobs
     * @param owner with whom they go; may ask the cluster
     */
    TaskJobs(
            Cluster cluster,
            Blueprint blueprint,
            JoinKeys keys,
            Workers workers,
            Timing timing,
            String platform,
            Supplier<Optional<OwnerReference>> owner) {
        this.cluster = cluster;
        this.blueprint = blueprint;
        this.keys = keys;
        this.workers = workers;
        this.timing = timing;
        this.platform = platform;
        this.owner = owner;
        this.trouble = cluster.trouble();
    }

    void start(EnvironmentSpec environment, String replica, Listener listener) {
        Task task = new Task(environment, replica, listener);
        tasks.put(replica, task);
        task.loop.wake();
    }

    void kill(String replica) {
        Task task = tasks.get(replica);
        if (task != null) {
            task.killed = true;
            task.loop.wake();
        }
    }

    /** Something has become of a Job or of its pod. */
    void news(HasMetadata object) {
        String job = object instanceof Pod
                ? Plan.label(object, Marks.JOB)
                : object.getMetadata().getName();
        tasks.values().stream().filter(task -> task.job.equals(job)).forEach(task -> task.loop.wake());
    }

    /** Deletes Jobs that an earlier life of this platform has left: nobody waits for them. Blocks. */
    void deleteStrangers() {
        List<String> known = tasks.values().stream().map(task -> task.job).collect(Collectors.toList());
        for (Job job : cluster.jobs(platform)) {
            if (!known.contains(job.getMetadata().getName())) {
                cluster.deleteJob(job.getMetadata().getName());
            }
        }
    }

    /** Kills all of them. */
    void killAll() {
        List.copyOf(tasks.keySet()).forEach(this::kill);
    }

    /** Waits until each has ended, but not beyond this time of the nano clock. */
    synchronized void awaitNone(long deadline) throws InterruptedException {
        for (long left = deadline - System.nanoTime();
                !tasks.isEmpty() && left > 0;
                left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private synchronized boolean remove(Task task) {
        notifyAll();
        return tasks.remove(task.replica, task);
    }

    /** One replica, from the wish to its end. */
    private final class Task {
        private final EnvironmentSpec environment;
        private final String replica;
        private final Listener listener;
        private final String job;
        private final Loop loop;
        private volatile boolean killed;
        // The rest is touched by the loop's step alone.
        private boolean created;
        private boolean launched;
        private Optional<String> fault = Optional.empty();

        Task(EnvironmentSpec environment, String replica, Listener listener) {
            this.environment = environment;
            this.replica = replica;
            this.listener = listener;
            this.job = cluster.serviceName(environment.name()) + "-"
                    + UUID.randomUUID().toString().substring(0, SUFFIX);
            this.loop = new Loop(workers, timing, cluster.retryAfter(), this::step, this::failed);
        }

        private void failed(RuntimeException e) {
            log.debugf(e, "Job '%s' of replica '%s': a step failed, and is repeated", job, replica);
            fault = Optional.of("the API server of Kubernetes did not make its Job '" + job + "': "
                    + (e instanceof KubernetesClientException answer ? ApiFault.reason(answer) : e.toString()));
        }

        private Optional<Duration> step() {
            if (killed) {
                Optional<String> why = created ? trouble.of(cluster.podsOf(job)) : fault;
                cluster.deleteJob(job);
                ended(why.orElse(ENDED));
            } else if (!created) {
                create();
            } else {
                look();
            }
            return Optional.empty();
        }

        private void create() {
            try {
                if (!keys.knows(environment.name())) {
                    keys.read(environment.name());
                }
                cluster.create(TaskJob.of(job, blueprint.task(environment, replica), platform, owner.get()));
            } catch (HearthException e) {
                refused(e);
            } catch (KubernetesClientException e) {
                // An answer that was lost: nobody else has this name.
                if (!ApiFault.isConflict(e)) {
                    refused(Hopeless.of("Replica '" + replica + "': its Job '" + job + "'", e)
                            .orElseThrow(() -> e));
                }
            }
            created = true;
        }

        private void look() {
            Job live = cluster.job(job);
            if (live == null) {
                ended("its Job '" + job + "' was deleted");
                return;
            }
            List<Pod> pods = cluster.podsOf(job);
            if (!launched && pods.stream().anyMatch(PodTrouble::scheduled)) {
                launched = true;
                listener.launched(replica);
            }
            if (condition(live, "Complete").isPresent()) {
                ended("ended with exit code 0");
            } else {
                condition(live, "Failed")
                        .ifPresent(failed -> ended(pods.stream()
                                .map(trouble::end)
                                .flatMap(Optional::stream)
                                .findFirst()
                                .orElse("its Job failed: " + failed.getReason() + ": " + failed.getMessage())));
            }
        }

        private void ended(String reason) {
            loop.close();
            if (remove(this)) {
                listener.ended(replica, reason);
            }
        }

        private void refused(HearthException e) {
            loop.close();
            if (remove(this)) {
                listener.refused(replica, String.valueOf(e.getMessage()));
            }
        }
    }

    private static Optional<JobCondition> condition(Job job, String type) {
        return job.getStatus() == null || job.getStatus().getConditions() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()))
                        .findFirst();
    }
}
