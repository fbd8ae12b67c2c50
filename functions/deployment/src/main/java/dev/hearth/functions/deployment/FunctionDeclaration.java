package dev.hearth.functions.deployment;

import dev.hearth.functions.stub.TaskAdapter;
import dev.hearth.functions.stub.WorkflowAdapter;
import java.util.List;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;

/**
 * What becomes a Funqy function.
 *
 * @param name the function's name
 * @param beanClass whose bean it calls
 * @param localName unique among the functions of one kind and bean class
 */
record FunctionDeclaration(
        String name, ClassInfo beanClass, MethodInfo method, List<Parameter> parameters, Kind kind, String localName) {
    enum Kind {
        TASK("_HearthTask_", TaskAdapter.class),
        WORKFLOW("_HearthWorkflow_", WorkflowAdapter.class);

        final String infix;
        final Class<?> adapter;

        Kind(String infix, Class<?> adapter) {
            this.infix = infix;
            this.adapter = adapter;
        }
    }

    /** In the package of the bean's class, so that what is package-private can be called. */
    String adapterClass() {
        // A function's name has no underscore, so two names never become one.
        return beanClass.name() + kind.infix + localName.replace('-', '_');
    }

    String inputClass() {
        return adapterClass() + "_Input";
    }
}
