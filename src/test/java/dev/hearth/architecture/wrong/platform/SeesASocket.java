package dev.hearth.architecture.wrong.platform;

import io.vertx.core.net.NetSocket;

public class SeesASocket {
    static Class<?> socket() {
        return NetSocket.class;
    }
}
