package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.CatalogData;
import dev.hearth.functions.catalog.CatalogRecorder;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import jakarta.inject.Singleton;

/** Hands the running application what the build found. */
class CatalogProcessor {
    @BuildStep
    CatalogBuildItem found(
            DeclarationsBuildItem declarations,
            ApplicationInfoBuildItem application,
            ApplicationArchivesBuildItem archives) {
        return new CatalogBuildItem(new CatalogData(
                application.getName(),
                Version.of(application, archives.getRootArchive(), declarations),
                declarations.environments(),
                declarations.tasks().stream().map(TaskDeclaration::data).toList(),
                declarations.workflows().stream().map(WorkflowDeclaration::data).toList()));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem catalog(CatalogBuildItem found, CatalogRecorder recorder) {
        return SyntheticBeanBuildItem.configure(Catalog.class)
                .scope(Singleton.class)
                .unremovable()
                .runtimeValue(recorder.catalog(found.data()))
                .setRuntimeInit()
                .done();
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void functionBeans(BeanContainerBuildItem container, CatalogRecorder recorder) {
        recorder.functionBeans(container.getValue());
    }
}
