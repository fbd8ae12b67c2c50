package dev.hearth.functions.replica;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Says how a process would have ended, which goes on, for it is the test's. */
record RecordedEnd(CompletableFuture<String> ending, BooleanSupplier started) implements ProcessEnd {
    @Override
    public void exit(int code) {
        ending.complete("exit " + code);
    }

    @Override
    public void halt(int code) {
        ending.complete("halt " + code);
    }

    @Override
    public void outOfMemory() {
        ending.complete("out of memory");
    }

    @Override
    public boolean underWay() {
        return started.getAsBoolean();
    }
}
