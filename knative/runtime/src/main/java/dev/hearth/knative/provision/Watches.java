package dev.hearth.knative.provision;

import dev.hearth.knative.mapping.Labels;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * News of the application's Services, Revisions, pods and Jobs. A watch that ends or fails is begun anew by the client, with growing pauses, for as
 * long as this is open, and whatever was missed is told then. Safe for use by several threads.
 */
final class Watches implements AutoCloseable {
    private static final Logger log = Logger.getLogger(Watches.class);

    private final Cluster cluster;
    private final Consumer<HasMetadata> news;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private final SharedIndexInformer<Pod> pods;
    private volatile boolean closed;

    /** @param news is told each object that came, changed or went; on a thread of the client, which it must not hold up */
    Watches(Cluster cluster, Consumer<HasMetadata> news) {
        this.cluster = cluster;
        this.news = news;
        watch(Service.class);
        watch(Revision.class);
        watch(Job.class);
        pods = watch(Pod.class);
    }

    /** Does not wait until they have begun. */
    void begin() {
        informers.forEach(SharedIndexInformer::start);
    }

    /** Those of one environment, as far as is known now. */
    List<Pod> pods(String environment) {
        return pods.getStore().list().stream()
                .filter(pod -> environment.equals(pod.getMetadata().getLabels().get(Labels.ENVIRONMENT)))
                .toList();
    }

    @Override
    public void close() {
        closed = true;
        informers.forEach(SharedIndexInformer::close);
    }

    private <T extends HasMetadata> SharedIndexInformer<T> watch(Class<T> type) {
        SharedIndexInformer<T> informer = cluster.client()
                .resources(type)
                .inNamespace(cluster.namespace())
                .withLabel(Labels.PART_OF, cluster.application())
                .withLabel(Labels.ENVIRONMENT)
                .runnableInformer(0)
                .exceptionHandler((begun, failure) -> {
                    if (!closed) {
                        log.warnf(
                                "Watch of %ss: it is begun anew, for it failed: %s",
                                type.getSimpleName(), root(failure));
                    }
                    return !closed;
                })
                .addEventHandler(new Handler<>(news));
        informers.add(informer);
        return informer;
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }

    private record Handler<T extends HasMetadata>(Consumer<HasMetadata> news) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            news.accept(object);
        }

        @Override
        public void onUpdate(T before, T object) {
            news.accept(object);
        }

        @Override
        public void onDelete(T object, boolean stateUnknown) {
            news.accept(object);
        }
    }
}
