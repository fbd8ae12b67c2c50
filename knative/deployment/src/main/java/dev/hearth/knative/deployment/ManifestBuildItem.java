package dev.hearth.knative.deployment;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.quarkus.builder.item.MultiBuildItem;
import java.util.List;

/** Objects that belong to the installation: they are written in the order of their parts, and in the given order in each. */
public final class ManifestBuildItem extends MultiBuildItem {
    private final String part;
    private final List<String> notes;
    private final List<HasMetadata> objects;

    /**
     * @param part what they are, as a heading of the file
     * @param notes what whoever applies them must know, a line each
     */
    public ManifestBuildItem(String part, List<String> notes, List<HasMetadata> objects) {
        this.part = part;
        this.notes = List.copyOf(notes);
        this.objects = List.copyOf(objects);
    }

    String part() {
        return part;
    }

    List<String> notes() {
        return notes;
    }

    List<HasMetadata> objects() {
        return objects;
    }
}
