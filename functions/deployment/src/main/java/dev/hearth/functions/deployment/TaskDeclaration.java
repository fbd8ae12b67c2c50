package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.CatalogData.TaskData;
import java.util.List;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;

/** A task, and the class whose bean runs it. */
record TaskDeclaration(ClassInfo beanClass, MethodInfo method, List<Parameter> parameters, TaskData data) {
    FunctionDeclaration function() {
        return new FunctionDeclaration(
                data.name(), beanClass, method, parameters, FunctionDeclaration.Kind.TASK, localName());
    }

    private String localName() {
        return data.name().substring(data.environment().length() + 1);
    }
}
