package dev.hearth.bench.bare;

import io.quarkus.funqy.Funq;

/** The least that Funqy can serve. */
public class Hello {
    /** The function. */
    @Funq
    public String hello() {
        return "hello";
    }
}
