package dev.hearth.functions.deployment;

import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.util.HashSet;
import java.util.Set;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Refuses cached methods of classes that turned out to be no beans: they would load anew each time, without a word. */
class CacheBeanProcessor {
    @BuildStep
    void refuseWithoutBean(
            ValidationPhaseBuildItem validation,
            CombinedIndexBuildItem combined,
            BuildProducer<ValidationErrorBuildItem> errors) {
        IndexView index = combined.getIndex();
        Set<DotName> intercepted = new HashSet<>();
        for (BeanInfo bean : validation.getContext().beans().classBeans()) {
            ClassInfo type = bean.getTarget().orElseThrow().asClass();
            while (type != null && type.superName() != null) {
                intercepted.add(type.name());
                type = index.getClassByName(type.superName());
            }
        }
        for (AnnotationInstance annotation : index.getAnnotations(Names.ACTOR_CACHE)) {
            if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                MethodInfo method = annotation.target().asMethod();
                if (!intercepted.contains(method.declaringClass().name())) {
                    Fault fault = new Fault(
                            Fault.place("Cached method", method), CacheScanner.NO_BEAN, CacheScanner.NO_BEAN_REMEDY);
                    errors.produce(new ValidationErrorBuildItem(new DeploymentException(fault.toString())));
                }
            }
        }
    }
}
