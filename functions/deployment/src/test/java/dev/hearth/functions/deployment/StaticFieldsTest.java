package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"unused", "MutableConstantField", "NonFinalStaticField"})
class StaticFieldsTest {
    static Stream<Arguments> classes() {
        return Stream.of(
                Arguments.of(Variable.class, true),
                Arguments.of(Container.class, true),
                Arguments.of(OwnContainer.class, true),
                Arguments.of(Constants.class, false),
                Arguments.of(NoStatics.class, false),
                Arguments.of(Interface.class, false));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void classesThatKeepStateAreFound(Class<?> type, boolean canChange) throws IOException {
        Index index = Index.of(type, Registry.class);
        assertEquals(canChange, new StaticFields(index).canChange(index.getClassByName(type)));
    }

    static class Variable {
        static int count;
    }

    static class Container {
        static final Map<String, String> SEEN = new HashMap<>();
    }

    static class Registry extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
    }

    static class OwnContainer {
        static final Registry REGISTRY = new Registry();
    }

    static class Constants {
        static final int LIMIT = 3;
        static final String NAME = "name";
        static final int[] NUMBERS = {1};
    }

    static class NoStatics {
        List<String> list = new ArrayList<>();
    }

    interface Interface {
        List<String> LIST = new ArrayList<>();
    }
}
