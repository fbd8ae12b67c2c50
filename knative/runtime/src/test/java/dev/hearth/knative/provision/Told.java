package dev.hearth.knative.provision;

import dev.hearth.platform.provision.ScalingProvisioner.ScaleListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a listener was told. */
final class Told implements ScaleListener {
    final List<String> troubles = new CopyOnWriteArrayList<>();
    final List<String> refusals = new CopyOnWriteArrayList<>();

    @Override
    public void trouble(String reason) {
        troubles.add(reason);
    }

    @Override
    public void refused(String reason) {
        refusals.add(reason);
    }

    /** What it was told last; empty if nothing. */
    String latest() {
        return troubles.isEmpty() ? "" : troubles.get(troubles.size() - 1);
    }

    boolean hears(String... words) {
        return List.of(words).stream().allMatch(latest()::contains);
    }
}
