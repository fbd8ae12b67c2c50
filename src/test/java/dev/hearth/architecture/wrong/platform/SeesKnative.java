package dev.hearth.architecture.wrong.platform;

import dev.hearth.architecture.wrong.functions.SeesThePlatform;
import dev.hearth.architecture.wrong.knative.SeesAnExample;

public class SeesKnative {
    static Class<?> above() {
        return SeesAnExample.class;
    }

    static Class<?> below() {
        return SeesThePlatform.class;
    }
}
