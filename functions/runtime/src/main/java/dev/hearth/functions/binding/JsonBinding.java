package dev.hearth.functions.binding;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.HearthException;
import dev.hearth.functions.catalog.ParameterSpec;
import io.quarkus.arc.Arc;
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
        return values.encode(value, type, Integer.MAX_VALUE - 64);
    }

    /** {@link #invoke(String, byte[], int)} with the largest limit there can be. */
    public FunctionResult invoke(String function, byte[] input) throws Exception {
        return invoke(function, input, Integer.MAX_VALUE - 64);
    }

    /** {@inheritDoc} Within a request context: the one that is active, or one of its own. */
    @Override
    public FunctionResult invoke(String function, byte[] input, int resultLimit) throws Exception {
        ManagedContext context = Arc.container().requestContext();
        boolean own = !context.isActive();
        if (own) {
            context.activate();
        }
        try {
            return call(function, input, resultLimit);
        } finally {
            if (own) {
                context.terminate();
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
