package dev.hearth.guide;

import dev.hearth.OnEvent;
import dev.hearth.Schedule;
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

    // tag::schedule
    @Workflow
    @Schedule(cron = "30 4 * * MON-FRI", zone = "Europe/Berlin", input = "{\"grams\":1000}")
    public int calibrate(int grams) {
        return scales.weigh(grams);
    }
    // end::schedule
}
