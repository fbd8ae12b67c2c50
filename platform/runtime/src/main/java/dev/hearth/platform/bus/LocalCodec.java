package dev.hearth.platform.bus;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.tracing.TracingPolicy;

/** Passes messages of one JVM as they are: they are immutable, and copying them would cost more than all else. */
public final class LocalCodec implements MessageCodec<Object, Object> {
    private static final String NAME = "hearth.local";

    /** For every message between pools and replicas. */
    public static final DeliveryOptions OPTIONS =
            new DeliveryOptions().setCodecName(NAME).setLocalOnly(true).setTracingPolicy(TracingPolicy.IGNORE);

    private LocalCodec() {}

    /** Makes it known to the bus. In dev mode the bus outlives the application, so an older one is replaced. */
    public static void register(Vertx vertx) {
        vertx.eventBus().unregisterCodec(NAME).registerCodec(new LocalCodec());
    }

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        throw new UnsupportedOperationException("Messages between pools and replicas do not leave their JVM.");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("Messages between pools and replicas do not leave their JVM.");
    }

    @Override
    public Object transform(Object message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
