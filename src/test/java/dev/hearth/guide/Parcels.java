package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.Default;
import dev.hearth.Task;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

@ActorEnvironment(name = "parcels")
public class Parcels {
    // tag::types
    public record Parcel(String to, double kilograms, List<String> contents) {}

    public record Label(String text, LocalDate date, Optional<String> warning) {}

    @Task
    public Label label(Parcel parcel, LocalDate date, @Default("20") double limit) {
        Optional<String> warning = parcel.kilograms() > limit ? Optional.of("heavy") : Optional.empty();
        return new Label(parcel.to() + ": " + String.join(", ", parcel.contents()), date, warning);
    }
    // end::types

    // tag::async
    @Task
    public CompletionStage<Integer> weighLater(int grams) {
        return CompletableFuture.supplyAsync(() -> grams + 1);
    }
    // end::async

    // tag::void
    @Task
    public void announce(String parcel) {
        System.out.println("Parcel " + parcel + " is on its way");
    }
    // end::void
}
