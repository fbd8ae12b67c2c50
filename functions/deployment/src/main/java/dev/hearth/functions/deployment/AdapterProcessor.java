package dev.hearth.functions.deployment;

import io.quarkus.arc.deployment.GeneratedBeanBuildItem;
import io.quarkus.arc.deployment.GeneratedBeanGizmoAdaptor;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.funqy.deployment.FunctionBuildItem;
import io.quarkus.gizmo.ClassOutput;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a Funqy function of each task and workflow. */
class AdapterProcessor {
    @BuildStep
    void functions(
            DeclarationsBuildItem declarations,
            BuildProducer<GeneratedBeanBuildItem> classes,
            BuildProducer<FunctionBuildItem> functions) {
        for (FunctionDeclaration function : declarations.functions()) {
            boolean application = declarations.isApplicationClass(function.beanClass());
            ClassOutput output = new GeneratedBeanGizmoAdaptor(classes, name -> application);
            if (!function.parameters().isEmpty()) {
                // No bean, but the bean index must know it, since the adapter's method names it.
                InputGenerator.generate(function, output);
            }
            String descriptor = AdapterGenerator.generate(function, output);
            functions.produce(new FunctionBuildItem(
                    function.adapterClass(), AdapterGenerator.INVOKE, descriptor, function.name()));
        }
    }

    @BuildStep
    UnremovableBeanBuildItem keepAdapters(DeclarationsBuildItem declarations) {
        Set<String> adapters = declarations.functions().stream()
                .map(FunctionDeclaration::adapterClass)
                .collect(Collectors.toUnmodifiableSet());
        return UnremovableBeanBuildItem.beanClassNames(adapters);
    }
}
