package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import dev.hearth.TaskContext;
import jakarta.inject.Inject;

// tag::class
@ActorEnvironment(name = "payments", secretRequests = "PAYMENT_TOKEN")
public class Payments {
    @Inject
    TaskContext context;

    @Task
    public String pay(int amount) {
        return bank(context.secret("PAYMENT_TOKEN")).transfer(amount);
    }
    // end::class

    private static Bank bank(String token) {
        return amount -> "paid " + amount + " with a token of " + token.length() + " characters";
    }

    private interface Bank {
        String transfer(int amount);
    }
}
