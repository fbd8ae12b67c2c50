package dev.hearth.functions.deployment;

import dev.hearth.functions.stub.Stubs;
import io.quarkus.deployment.GeneratedClassGizmoAdaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.gizmo.ClassCreator;
import java.util.HashSet;
import java.util.Set;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

/**
 * Makes a subclass of each abstract class that is a task's result, for a recorded call to return an object of. It has no methods at
 * all: nobody calls them, and the JVM does not mind.
 */
class PlaceholderProcessor {
    @BuildStep
    void placeholders(
            DeclarationsBuildItem declarations,
            CombinedIndexBuildItem combined,
            BuildProducer<GeneratedClassBuildItem> generated) {
        Set<DotName> done = new HashSet<>();
        for (TaskDeclaration task : declarations.tasks()) {
            DotName name = task.method().returnType().name();
            ClassInfo type = combined.getIndex().getClassByName(name);
            boolean open =
                    type != null && type.isAbstract() && !type.isInterface() && !type.isSealed() && !type.isEnum();
            if (type != null && open && done.add(name)) {
                ClassCreator.builder()
                        .classOutput(new GeneratedClassGizmoAdaptor(generated, declarations.isApplicationClass(type)))
                        .className(name + Stubs.PLACEHOLDER_SUFFIX)
                        .superClass(name.toString())
                        .setFinal(true)
                        .build()
                        .close();
            }
        }
    }
}
