package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.MethodCreator;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;
import org.junit.jupiter.api.Test;

class MethodRulesTest {
    @Test
    void aParameterWithoutItsNameInTheClassFileIsRefused() throws IOException {
        AtomicReference<byte[]> bytes = new AtomicReference<>();
        try (ClassCreator type = ClassCreator.builder()
                .classOutput((name, data) -> bytes.set(data))
                .className("app.Nameless")
                .build()) {
            MethodCreator method = type.getMethodCreator("evaluate", void.class, int.class);
            method.returnVoid();
        }
        Indexer indexer = new Indexer();
        indexer.index(new java.io.ByteArrayInputStream(bytes.get()));
        Index index = indexer.complete();
        MethodInfo method = index.getClassByName("app.Nameless").firstMethod("evaluate");
        Faults faults = new Faults();
        new MethodRules(index, faults).parameters("Task 'x'", method);
        Messages.assertSays(
                assertThrows(DeploymentException.class, faults::throwIfAny),
                "Task 'x': the name of parameter number 1 is not in the class file. Compile with -parameters.");
    }
}
