package dev.hearth.platform.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body that was read as a whole, as a stream of one piece. */
final class WholeBody implements ReadStream<Buffer> {
    private final Buffer body;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private boolean given;

    WholeBody(Buffer body) {
        this.body = body;
    }

    @Override
    public WholeBody handler(@Nullable Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public WholeBody endHandler(@Nullable Handler<Void> endHandler) {
        this.endHandler = endHandler;
        return this;
    }

    @Override
    public WholeBody exceptionHandler(@Nullable Handler<Throwable> exceptionHandler) {
        return this;
    }

    @Override
    public WholeBody pause() {
        return this;
    }

    @Override
    public WholeBody resume() {
        if (!given && handler != null && endHandler != null) {
            given = true;
            handler.handle(body);
            endHandler.handle(null);
        }
        return this;
    }

    @Override
    public WholeBody fetch(long amount) {
        return resume();
    }
}
