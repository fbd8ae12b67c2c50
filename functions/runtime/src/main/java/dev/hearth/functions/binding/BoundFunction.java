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
        return result.await();
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

    /** What became of the call, for the thread that made it, which waits for it. */
    private static final class Outcome implements UniSubscriber<@Nullable Object> {
        private final Thread caller = Thread.currentThread();
        private @Nullable UniSubscription subscription;
        private @Nullable Object item;
        private @Nullable Throwable failure;
        private boolean here;
        private boolean elsewhere;

        @Override
        public void onSubscribe(UniSubscription newSubscription) {
            subscription = newSubscription;
        }

        @Override
        public void onItem(@Nullable Object newItem) {
            end(newItem, null);
        }

        @Override
        public void onFailure(Throwable newFailure) {
            end(null, newFailure);
        }

        private void end(@Nullable Object newItem, @Nullable Throwable newFailure) {
            if (Thread.currentThread() == caller) {
                item = newItem;
                failure = newFailure;
                here = true;
            } else {
                synchronized (this) {
                    item = newItem;
                    failure = newFailure;
                    elsewhere = true;
                    notifyAll();
                }
            }
        }

        @Nullable
        Object await() throws Exception {
            if (!here) {
                awaitElsewhere();
            }
            if (failure != null) {
                throw thrown(failure);
            }
            return item;
        }

        private synchronized void awaitElsewhere() throws InterruptedException {
            try {
                while (!elsewhere) {
                    wait();
                }
            } catch (InterruptedException e) {
                if (subscription != null) {
                    subscription.cancel();
                }
                throw e;
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
