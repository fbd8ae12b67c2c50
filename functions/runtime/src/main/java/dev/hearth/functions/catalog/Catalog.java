package dev.hearth.functions.catalog;

import java.util.List;

/** What the application declares. */
public interface Catalog {
    String applicationName();

    String version();

    List<EnvironmentSpec> environments();

    List<TaskSpec> tasks();

    List<WorkflowSpec> workflows();
}
