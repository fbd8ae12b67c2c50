package dev.hearth.platform.dispatch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** For replicas that come by themselves: starting one is to wait for whoever comes, and nothing here can end it. Safe for use by several threads. */
final class SelfStarter implements PoolReplicas.Starter {
    private final Map<String, Consumer<String>> awaited = new ConcurrentHashMap<>();

    @Override
    public void start(String replica, Runnable launched, Consumer<String> ended, Consumer<String> refused) {
        awaited.put(replica, ended);
        launched.run();
    }

    @Override
    public void joined(String replica, String archive) {
        awaited.remove(replica);
    }

    @Override
    public void kill(String replica) {
        Consumer<String> ended = awaited.remove(replica);
        if (ended != null) {
            ended.accept("nobody came");
        }
    }
}
