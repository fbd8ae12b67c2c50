package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.CatalogData.WorkflowData;
import java.util.List;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;

/** A workflow, and the class of its bean. */
record WorkflowDeclaration(ClassInfo beanClass, MethodInfo method, List<Parameter> parameters, WorkflowData data) {
    FunctionDeclaration function() {
        return new FunctionDeclaration(
                data.name(), beanClass, method, parameters, FunctionDeclaration.Kind.WORKFLOW, data.name());
    }
}
