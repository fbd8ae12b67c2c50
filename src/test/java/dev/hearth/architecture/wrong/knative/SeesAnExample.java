package dev.hearth.architecture.wrong.knative;

import dev.hearth.architecture.wrong.examples.SeesThePlatformToo;

public class SeesAnExample {
    static Class<?> above() {
        return SeesThePlatformToo.class;
    }
}
