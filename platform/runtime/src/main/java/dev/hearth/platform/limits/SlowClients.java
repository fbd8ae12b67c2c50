package dev.hearth.platform.limits;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Sets the pace of each connection to the platform's server, from its first moment: Vert.x tells of a connection only when the headers of
 * its first request are there. Netty makes the instance, so what it must know is static; a process has one platform.
 */
public final class SlowClients extends ChannelInitializerExtension {
    private record Settings(LimitsConfig limits, IntPredicate ports) {}

    private static volatile @Nullable Settings settings;

    /**
     * To be called before the server listens.
     *
     * @param ports those of the platform's server: other servers of this process are not its business
     */
    static void watch(LimitsConfig limits, IntPredicate ports) {
        settings = new Settings(limits, ports);
        // Netty asks for it once, when the first server or client of the process starts.
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        Settings known = settings;
        if (known != null
                && channel.localAddress() instanceof InetSocketAddress address
                && known.ports().test(address.getPort())) {
            channel.pipeline()
                    .addFirst(
                            "hearth-pace",
                            new Pace(
                                    known.limits().headTimeout(), known.limits().idleTimeout()));
        }
    }
}
