package dev.hearth.guide;

import dev.hearth.OnEvent;
import dev.hearth.Workflow;
import jakarta.inject.Inject;

public class Arrivals {
    @Inject
    Scales scales;

    // tag::arrival
    @Workflow
    @OnEvent(
            type = "depot.parcel.arrived",
            attributes = @OnEvent.Filter(name = "subject", value = "heavy"),
            replyType = "depot.parcel.weighed")
    public int weighArrival(int grams) {
        return scales.weigh(grams);
    }
    // end::arrival
}
