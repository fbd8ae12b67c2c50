package dev.hearth.functions.deployment;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;

/** Finds the classes whose static fields a task can change, or that may grow by what a task puts into them. */
final class StaticFields {
    private final IndexView index;

    StaticFields(IndexView index) {
        this.index = index;
    }

    boolean canChange(ClassInfo type) {
        // An interface has constants alone, and a module no code at all.
        return !type.isInterface() && !type.isModule() && type.fields().stream().anyMatch(this::canChange);
    }

    private boolean canChange(FieldInfo field) {
        boolean theAuthors = Modifier.isStatic(field.flags()) && !field.isSynthetic();
        return theAuthors
                && (!Modifier.isFinal(field.flags()) || isContainer(field.type().name()));
    }

    private boolean isContainer(DotName type) {
        if (type.toString().startsWith("java.")) {
            return isContainerOfTheJdk(type.toString());
        }
        ClassInfo info = index.getClassByName(type);
        return info != null
                && ((info.superName() != null && isContainer(info.superName()))
                        || info.interfaceNames().stream().anyMatch(this::isContainer));
    }

    private static boolean isContainerOfTheJdk(String name) {
        try {
            Class<?> type = Class.forName(name, false, null);
            return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        } catch (ClassNotFoundException e) {
            // Of a module that the build's JDK gives to another loader: none of those has containers.
            return false;
        }
    }
}
