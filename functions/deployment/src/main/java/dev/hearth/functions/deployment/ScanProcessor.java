package dev.hearth.functions.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationClassPredicateBuildItem;
import io.quarkus.deployment.builditem.ApplicationIndexBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import java.util.List;
import org.jboss.jandex.IndexView;

/** Finds and judges what the application declares. */
class ScanProcessor {
    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("hearth-functions");
    }

    @BuildStep
    DeclarationsBuildItem scan(
            CombinedIndexBuildItem combined,
            ApplicationIndexBuildItem application,
            List<ApplicationClassPredicateBuildItem> predicates) {
        IndexView index = combined.getIndex();
        Faults faults = new Faults();
        EnvironmentScanner actors = new EnvironmentScanner(index, faults);
        RegularScanner environments = new RegularScanner(index, actors.environments(), actors.classes(), faults);
        TaskScanner tasks = new TaskScanner(index, environments.classes().values(), faults);
        WorkflowScanner workflows = new WorkflowScanner(index, environments.classes(), faults);
        new CacheScanner(index, faults);
        faults.throwIfAny();
        return new DeclarationsBuildItem(
                environments.environments(),
                environments.classes(),
                tasks.tasks(),
                workflows.workflows(),
                name -> application.getIndex().getClassByName(name) != null
                        || predicates.stream().anyMatch(predicate -> predicate.test(name)));
    }
}
