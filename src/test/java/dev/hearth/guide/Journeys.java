package dev.hearth.guide;

import dev.hearth.Actors;
import dev.hearth.Default;
import dev.hearth.FailedRun;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

public class Journeys {
    @Inject
    Translator translator;

    @Inject
    Scales scales;

    @Inject
    Phrases phrases;

    @Inject
    Actors actors;

    // tag::chain
    @Workflow
    public int loadTruck(int grams, @Default("[100, 200]") List<Integer> tares, Optional<String> driver) {
        int net = scales.weigh(grams);
        for (int tare : tares) {
            net = scales.net(net, tare);
        }
        return driver.isPresent() ? scales.net(net, 80_000) : net;
    }
    // end::chain

    // tag::branches
    @Workflow
    public List<String> twoLanguages(String word) {
        return actors.all(List.of(() -> translator.translate(word, "de"), () -> translator.translate(word, "fr")));
    }
    // end::branches

    // tag::sub
    @Workflow(name = "house-words")
    public String houseWords(String language) {
        return String.join(" and ", phrases.translateAll(List.of("hearth", "house"), language));
    }
    // end::sub

    // tag::failure
    @Workflow(onFailure = "report-breakdown")
    public int haul(int grams) {
        return scales.net(scales.weigh(grams), 500);
    }

    @Workflow
    public String reportBreakdown(FailedRun failed) {
        return failed.workflow() + ": " + failed.message();
    }
    // end::failure
}
