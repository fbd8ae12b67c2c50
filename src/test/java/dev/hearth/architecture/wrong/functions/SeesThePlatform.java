package dev.hearth.architecture.wrong.functions;

import dev.hearth.architecture.wrong.platform.SeesKnative;

/** Functions that see the platform, which sees them: also a cycle. */
public class SeesThePlatform {
    static Class<?> above() {
        return SeesKnative.class;
    }
}
