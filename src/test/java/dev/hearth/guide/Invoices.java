package dev.hearth.guide;

import dev.hearth.InEnvironment;
import dev.hearth.Task;

// tag::class
@InEnvironment(Reports.class)
public class Invoices {
    @Task(name = "invoice-title")
    public String title(int number) {
        return "Invoice " + number;
    }
}
// end::class
