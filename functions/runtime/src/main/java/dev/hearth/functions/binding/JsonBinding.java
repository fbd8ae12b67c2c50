package dev.hearth.functions.binding;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.HearthException;
import dev.hearth.functions.catalog.ParameterSpec;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.quarkus.arc.Unremovable;
import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunctionRecorder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Funqy's binding for bytes: arguments and results as JSON by the application's own mapper, functions by their name. Safe for use by
 * several threads.
 */
@Singleton
@Unremovable
public class JsonBinding implements FunctionCaller {
    /** An array can have no more. */
    private static final int MOST_BYTES = Integer.MAX_VALUE - 64;

    private final ObjectMapper mapper;
    private final JsonValues values;
    private final Map<String, BoundFunction> functions = new ConcurrentHashMap<>();

    @Inject
    public JsonBinding(ObjectMapper mapper) {
        this.mapper = mapper;
        this.values = new JsonValues(mapper);
    }

    /**
     * The arguments of a call as a JSON object.
     *
     * @throws BadInputException if one cannot be written
     */
    public byte[] encodeArguments(List<ParameterSpec> parameters, @Nullable Object[] arguments) {
        return values.encodeArguments(parameters, arguments);
    }

    /**
     * A JSON value as a type; null for {@code void} and for the JSON null of most types.
     *
     * @throws BadResultException if it cannot be read
     */
    public @Nullable Object decode(Type type, byte[] json) {
        return values.decode(type, json);
    }

    /**
     * A value as JSON.
     *
     * @throws BadResultException if it cannot be written
     */
    public byte[] encode(@Nullable Object value, Type type) {
        return values.encode(value, type, MOST_BYTES);
    }

    /** {@link #invoke(String, byte[], int)} without a limit of the result, and within the request context that is active, if one is. */
    public FunctionResult invoke(String function, byte[] input) throws Exception {
        return Arc.container().requestContext().isActive()
                ? call(function, input, MOST_BYTES)
                : invoke(function, input, MOST_BYTES);
    }

    /** {@inheritDoc} Within a request context of its own: the calling thread has none. */
    @Override
    public FunctionResult invoke(String function, byte[] input, int resultLimit) throws Exception {
        ManagedContext context = Arc.container().requestContext();
        // To ask for what is active took as long as all else that is done with it, and that for each element.
        ContextState own = context.activate();
        try {
            return call(function, input, resultLimit);
        } finally {
            try {
                context.destroy(own);
            } finally {
                context.deactivate();
            }
        }
    }

    /** {@link #invoke(String, byte[], int)} in whatever context there is. */
    FunctionResult call(String function, byte[] input, int resultLimit) throws Exception {
        BoundFunction bound = functions.get(function);
        if (bound == null) {
            bound = functions.computeIfAbsent(function, this::bind);
        }
        return new FunctionResult(values.encode(bound.call(input), bound.outputType(), resultLimit));
    }

    private BoundFunction bind(String function) {
        FunctionInvoker invoker = FunctionRecorder.registry.matchInvoker(function);
        if (invoker == null) {
            TreeSet<String> known = new TreeSet<>();
            FunctionRecorder.registry.invokers().forEach(one -> known.add(one.getName()));
            throw new HearthException(
                    "Function '" + function + "' is unknown. Known functions are: " + String.join(", ", known) + ".");
        }
        return new BoundFunction(
                invoker,
                new InputReader(
                        mapper, function, invoker.hasInput() ? mapper.constructType(invoker.getInputType()) : null));
    }
}
