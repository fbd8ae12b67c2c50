package dev.hearth.architecture.wrong.examples;

import dev.hearth.architecture.wrong.platform.SeesASocket;

public class SeesThePlatformToo {
    static Class<?> below() {
        return SeesASocket.class;
    }
}
