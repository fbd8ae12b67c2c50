package dev.hearth.functions.deployment;

import dev.hearth.functions.cache.ActorCacheInterceptor;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.stub.Real;
import dev.hearth.functions.stub.StubCreator;
import dev.hearth.functions.stub.WorkflowCalls;
import dev.hearth.functions.stub.WorkflowInterceptor;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.arc.deployment.AutoAddScopeBuildItem;
import io.quarkus.arc.deployment.BeanArchivePredicateBuildItem;
import io.quarkus.arc.deployment.BeanDefiningAnnotationBuildItem;
import io.quarkus.arc.deployment.InterceptorBindingRegistrarBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.arc.processor.DotNames;
import io.quarkus.arc.processor.InterceptorBindingRegistrar;
import io.quarkus.deployment.GeneratedClassGizmoAdaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

/** Makes beans of what the application declares: real ones that nobody can inject by accident, stubs that everybody does. */
class BeanProcessor {
    @BuildStep
    void beanClasses(
            BuildProducer<BeanDefiningAnnotationBuildItem> defining,
            BuildProducer<AutoAddScopeBuildItem> scopes,
            BuildProducer<BeanArchivePredicateBuildItem> archives) {
        defining.produce(
                new BeanDefiningAnnotationBuildItem(Names.ACTOR_ENVIRONMENT, BuiltinScope.DEPENDENT.getName()));
        defining.produce(new BeanDefiningAnnotationBuildItem(Names.IN_ENVIRONMENT, BuiltinScope.DEPENDENT.getName()));
        scopes.produce(AutoAddScopeBuildItem.builder()
                .containsAnnotations(Names.WORKFLOW)
                .defaultScope(BuiltinScope.SINGLETON)
                .unremovable()
                .reason("it has a workflow")
                .build());
        archives.produce(new BeanArchivePredicateBuildItem(
                archive -> !archive.getIndex().getAnnotations(Names.WORKFLOW).isEmpty()));
    }

    @BuildStep
    UnremovableBeanBuildItem lookedUpAtRunTime(DeclarationsBuildItem declarations) {
        Set<DotName> workflows = declarations.workflows().stream()
                .map(workflow -> workflow.beanClass().name())
                .collect(Collectors.toUnmodifiableSet());
        return new UnremovableBeanBuildItem(bean ->
                workflows.contains(bean.getBeanClass()) || bean.hasType(DotName.createSimple(WorkflowCalls.class)));
    }

    @BuildStep
    AdditionalBeanBuildItem ownBeans() {
        return AdditionalBeanBuildItem.builder()
                .setUnremovable()
                .addBeanClasses(
                        "dev.hearth.functions.stub.StubCalls",
                        "dev.hearth.functions.stub.RemoteCalls",
                        WorkflowInterceptor.class.getName(),
                        ActorCacheInterceptor.class.getName(),
                        "dev.hearth.functions.binding.JsonBinding",
                        Real.class.getName())
                .build();
    }

    /** Nothing on the class itself says that it is a bean. */
    @BuildStep
    AdditionalBeanBuildItem regularTasks(DeclarationsBuildItem declarations) {
        AdditionalBeanBuildItem.Builder beans =
                AdditionalBeanBuildItem.builder().setUnremovable().setDefaultScope(BuiltinScope.DEPENDENT.getName());
        declarations.environments().stream()
                .filter(EnvironmentSpec::regular)
                .forEach(environment -> beans.addBeanClass(environment.declaredBy()));
        return beans.build();
    }

    @BuildStep
    AnnotationsTransformerBuildItem qualifyRealBeans(DeclarationsBuildItem declarations) {
        return new AnnotationsTransformerBuildItem(AnnotationTransformation.forClasses()
                .whenClass(type -> declarations.classes().containsKey(type.name()))
                .transform(context -> {
                    DotName type = context.declaration().asClass().name();
                    context.add(AnnotationInstance.builder(Real.class).build());
                    if (!context.hasAnnotation(DotNames.TYPED)) {
                        // Else whoever asks for all beans of an interface would make real ones.
                        context.add(AnnotationInstance.builder(DotNames.TYPED)
                                .add(
                                        "value",
                                        List.of(Type.create(type, Type.Kind.CLASS))
                                                .toArray(Type[]::new))
                                .build());
                    }
                }));
    }

    @BuildStep
    void interceptors(
            BuildProducer<InterceptorBindingRegistrarBuildItem> bindings,
            BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        bindings.produce(new InterceptorBindingRegistrarBuildItem(new InterceptorBindingRegistrar() {
            @Override
            public List<InterceptorBinding> getAdditionalBindings() {
                return List.of(
                        InterceptorBinding.of(Names.ACTOR_CACHE, member -> true),
                        InterceptorBinding.of(Names.WORKFLOW, member -> true));
            }
        }));
        bind(transformers, ActorCacheInterceptor.class, Names.ACTOR_CACHE);
        bind(transformers, WorkflowInterceptor.class, Names.WORKFLOW);
    }

    /** The annotations are for methods alone, so an interceptor can't carry its own in its source. */
    private static void bind(
            BuildProducer<AnnotationsTransformerBuildItem> transformers, Class<?> interceptor, DotName binding) {
        transformers.produce(new AnnotationsTransformerBuildItem(AnnotationTransformation.forClasses()
                .whenClass(interceptor)
                .transform(context -> context.add(AnnotationInstance.create(binding, null, new AnnotationValue[0])))));
    }

    @BuildStep
    void stubs(
            DeclarationsBuildItem declarations,
            CombinedIndexBuildItem combined,
            BuildProducer<GeneratedClassBuildItem> generated,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        StubGenerator generator = new StubGenerator(combined.getIndex(), declarations);
        for (DeclarationsBuildItem.EnvironmentClass environment :
                declarations.classes().values()) {
            boolean application = declarations.isApplicationClass(environment.type());
            String stub = generator.generate(environment, new GeneratedClassGizmoAdaptor(generated, application));
            beans.produce(SyntheticBeanBuildItem.configure(environment.type().name())
                    .addTypeClosure(environment.type().name())
                    .scope(Singleton.class)
                    .unremovable()
                    .creator(StubCreator.class)
                    .param(StubCreator.STUB, stub)
                    .done());
        }
    }
}
