package dev.hearth.platform.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;

/** What the platform asks of every application that has it. */
final class PlatformProcessor {
    /**
     * Pools, the links of their replicas and HTTP share one event loop, so that a call goes through the platform without changing
     * threads, which costs more than all else that is done with it. One loop dispatches some hundred thousand elements a second.
     */
    @BuildStep
    RunTimeConfigurationDefaultBuildItem oneEventLoop() {
        return new RunTimeConfigurationDefaultBuildItem("quarkus.vertx.event-loops-pool-size", "1");
    }

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("hearth");
    }

    /** Loopback unless told otherwise: nobody but this machine can run tasks until the author decides differently. */
    @BuildStep
    RunTimeConfigurationDefaultBuildItem loopback() {
        return new RunTimeConfigurationDefaultBuildItem("quarkus.http.host", "127.0.0.1");
    }

    /** Else each connection that somebody opens would cost memory until there is none; some thousand replicas fit. */
    @BuildStep
    RunTimeConfigurationDefaultBuildItem connections() {
        return new RunTimeConfigurationDefaultBuildItem("quarkus.http.limits.max-connections", "4096");
    }

    /**
     * A client that asks to go on in HTTP/2, as the JDK's does by default, may wait for ever for a body: seen once in some hundred
     * connections. HTTP/1.1 has nothing less that the platform uses.
     */
    @BuildStep
    RunTimeConfigurationDefaultBuildItem withoutHttp2() {
        return new RunTimeConfigurationDefaultBuildItem("quarkus.http.http2", "false");
    }
}
