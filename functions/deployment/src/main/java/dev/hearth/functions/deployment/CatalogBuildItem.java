package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.CatalogData;
import io.quarkus.builder.item.SimpleBuildItem;

/** What the application declares, as the running application will know it, before the deployment's overrides. */
public final class CatalogBuildItem extends SimpleBuildItem {
    private final CatalogData data;

    CatalogBuildItem(CatalogData data) {
        this.data = data;
    }

    /** What was found; it has no fault. */
    public CatalogData data() {
        return data;
    }
}
