package dev.hearth.knative.deployment;

import io.quarkus.builder.BuildContext;
import io.quarkus.kubernetes.spi.CustomProjectRootBuildItem;
import io.quarkus.test.ProdModeTestBuildStep;
import io.quarkus.test.QuarkusProdModeTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tells a build of a test where its project is: it has neither a pom.xml nor a build.gradle by which it could be found. */
public final class ProjectRoot extends ProdModeTestBuildStep {
    /** What a test adds to its build. */
    static final QuarkusProdModeTest.BuildChainCustomizerEntry STEP = new QuarkusProdModeTest.BuildChainCustomizerEntry(
            ProjectRoot.class, List.of(CustomProjectRootBuildItem.class), List.of());

    /** Called by the test's build. */
    public ProjectRoot(Map<String, Object> context) {
        super(context);
    }

    @Override
    public void execute(BuildContext context) {
        context.produce(new CustomProjectRootBuildItem(
                (Path) getTestContext().get(QuarkusProdModeTest.BUILD_CONTEXT_CUSTOM_SOURCES_PATH_KEY)));
    }
}
