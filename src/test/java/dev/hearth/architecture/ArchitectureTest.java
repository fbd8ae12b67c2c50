package dev.hearth.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The project keeps each rule, and each rule is seen to fail on a counter-example. */
class ArchitectureTest {
    private static final Rules OURS = new Rules("dev.hearth");
    private static final Rules WRONG = new Rules("dev.hearth.architecture.wrong");

    /** What ships: no tests, and so no counter-examples. */
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hearth");

    private static final JavaClasses COUNTER_EXAMPLES = new ClassFileImporter().importPackages(WRONG.root());

    @TestFactory
    Stream<DynamicTest> theProjectKeepsTheRule() {
        return rules(OURS).stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(SHIPPED)));
    }

    @TestFactory
    Stream<DynamicTest> aCounterExampleBreaksTheRule() {
        return rules(WRONG).stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getDescription(),
                        () -> assertTrue(rule.evaluate(COUNTER_EXAMPLES).hasViolation())));
    }

    @Test
    void theRulesSeeEveryModuleThatHasClasses() {
        for (String module : List.of("functions", "platform", "knative", "examples")) {
            assertTrue(
                    SHIPPED.stream().anyMatch(type -> type.getPackageName().startsWith("dev.hearth." + module)),
                    module);
        }
        assertFalse(SHIPPED.contain("dev.hearth.architecture.ArchitectureTest"));
    }

    private static List<ArchRule> rules(Rules rules) {
        return List.of(
                rules.apiKnowsOnlyTheJdkAndJSpecify(),
                rules.functionsSeeNothingAbove(),
                rules.platformSeesNothingAbove(),
                rules.knativeSeesNothingAbove(),
                rules.examplesSeeOnlyTheApi(),
                rules.onlyKnativeSeesKubernetes(),
                rules.onlyTheEndsOfLinksSeeSockets(),
                rules.packagesHaveNoCycles());
    }
}
