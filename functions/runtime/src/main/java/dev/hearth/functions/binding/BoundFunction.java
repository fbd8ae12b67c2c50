package dev.hearth.functions.binding;

import io.quarkus.funqy.runtime.ApplicationException;
import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunqyServerRequest;
import io.quarkus.funqy.runtime.FunqyServerResponse;
import io.quarkus.funqy.runtime.RequestContext;
import io.quarkus.funqy.runtime.RequestContextImpl;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A function of Funqy's registry with what reads its input. Safe for use by several threads. */
final class BoundFunction {
    private final FunctionInvoker invoker;
    private final InputReader reader;

    BoundFunction(FunctionInvoker invoker, InputReader reader) {
        this.invoker = invoker;
        this.reader = reader;
    }

    Type outputType() {
        return invoker.hasOutput() ? invoker.getOutputType() : void.class;
    }

    /** Calls it and waits. */
    @Nullable
    Object call(byte[] input) throws Exception {
        Exchange exchange = new Exchange(reader.read(input));
        invoker.invoke(exchange, exchange);
        Outcome result = new Outcome();
        // Not by way of a CompletionStage, whose callbacks would carry contexts from this thread to this thread.
        Objects.requireNonNull(exchange.output).subscribe().withSubscriber(result);
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel();
            throw e;
        } catch (ExecutionException e) {
            throw thrown(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** What the function itself threw: without Funqy's and its own wrapping. */
    private static Exception thrown(Throwable failure) {
        Throwable own = failure;
        if (own instanceof ApplicationException || own instanceof io.quarkus.funqy.runtime.InternalError) {
            own = Objects.requireNonNullElse(own.getCause(), own);
        }
        if (own instanceof Error error) {
            throw error;
        }
        return own instanceof Exception exception ? exception : new ExecutionException(own);
    }

    /** What became of the call, for the thread that waits. */
    private static final class Outcome extends CompletableFuture<@Nullable Object>
            implements UniSubscriber<@Nullable Object> {
        private volatile @Nullable UniSubscription subscription;

        @Override
        public void onSubscribe(UniSubscription newSubscription) {
            subscription = newSubscription;
        }

        @Override
        public void onItem(@Nullable Object item) {
            complete(item);
        }

        @Override
        public void onFailure(Throwable failure) {
            completeExceptionally(failure);
        }

        void cancel() {
            UniSubscription running = subscription;
            if (running != null) {
                running.cancel();
            }
        }
    }

    private static final class Exchange implements FunqyServerRequest, FunqyServerResponse {
        private final @Nullable Object input;
        private @Nullable RequestContext context;
        private @Nullable Uni<?> output;

        Exchange(@Nullable Object input) {
            this.input = input;
        }

        @Override
        public RequestContext context() {
            RequestContext made = context;
            if (made == null) {
                made = new RequestContextImpl();
                context = made;
            }
            return made;
        }

        @Override
        @SuppressWarnings({"rawtypes", "NullAway"})
        public Object extractInput(Class inputClass) {
            return input;
        }

        @Override
        @SuppressWarnings("NullAway")
        public Uni<?> getOutput() {
            return output;
        }

        @Override
        public void setOutput(Uni<?> newOutput) {
            output = newOutput;
        }
    }
}
