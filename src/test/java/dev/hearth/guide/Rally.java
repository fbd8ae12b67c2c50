package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import jakarta.inject.Inject;

/** Two environments of one replica each, whose tasks call each other. */
final class Rally {
    private Rally() {}

    // tag::circle
    @ActorEnvironment(name = "ping")
    public static class Ping {
        @Inject
        Pong pong;

        @Task
        public int serve(int shots) {
            return shots == 0 ? 0 : 1 + pong.back(shots - 1);
        }
    }

    @ActorEnvironment(name = "pong")
    public static class Pong {
        @Inject
        Ping ping;

        @Task
        public int back(int shots) {
            return shots == 0 ? 0 : 1 + ping.serve(shots - 1);
        }
    }
    // end::circle
}
