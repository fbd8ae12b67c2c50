package dev.hearth.examples.severaltasks;

import dev.hearth.Default;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.List;

/** A workflow that calls a workflow that calls a workflow. */
public class FrontPage {
    @Inject
    Headlines headlines;

    @Workflow
    public List<String> frontPage(@Default("[\"warm pools of calls\", \"nothing starts twice\"]") List<String> texts) {
        return texts.stream().map(headlines::headline).toList();
    }
}
