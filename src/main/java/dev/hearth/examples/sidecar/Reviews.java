package dev.hearth.examples.sidecar;

import dev.hearth.Actors;
import dev.hearth.Default;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.List;

public class Reviews {
    @Inject
    Critic critic;

    @Inject
    Actors actors;

    @Workflow
    public List<Integer> reviews(
            @Default("[\"A great, warm place\",\"Cold soup, awful tea\",\"It was open\"]") List<String> texts) {
        return actors.map(texts, text -> critic.score(text)).toList();
    }
}
