package dev.hearth.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Who may see whom.
 *
 * @param root the package that holds the API; the modules are the packages below it
 */
record Rules(String root) {

    ArchRule apiKnowsOnlyTheJdkAndJSpecify() {
        return classes()
                .that(resideInAPackage(root))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(root, "java..", "org.jspecify.annotations"))
                .because("a class with our annotations must stay a plain class in a plain unit test");
    }

    ArchRule functionsSeeNothingAbove() {
        return noClasses()
                .that(resideInAPackage(root + ".functions.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(root + ".platform..", root + ".knative..", root + ".examples.."))
                .because("a replica must not pay for what only a platform needs");
    }

    ArchRule platformSeesNothingAbove() {
        return noClasses()
                .that(resideInAPackage(root + ".platform.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(root + ".knative..", root + ".examples.."))
                .because("an application without Knative must not carry it");
    }

    ArchRule knativeSeesNothingAbove() {
        return noClasses()
                .that(resideInAPackage(root + ".knative.."))
                .should()
                .dependOnClassesThat(resideInAPackage(root + ".examples.."))
                .because("dependencies point down only")
                .allowEmptyShould(true);
    }

    ArchRule examplesSeeOnlyTheApi() {
        return noClasses()
                .that(resideInAPackage(root + ".examples.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(root + ".functions..", root + ".platform..", root + ".knative.."))
                .because("an example shows what any application can do");
    }

    ArchRule onlyKnativeSeesKubernetes() {
        return noClasses()
                .that(resideInAPackage(root + "..").and(not(resideInAPackage(root + ".knative.."))))
                .should()
                .dependOnClassesThat(resideInAPackage("io.fabric8.."))
                .because("whoever does not run on Kubernetes must not carry its client");
    }

    /** The replica's and the platform's end of a link, the HTTP server, and the command line as its client. */
    ArchRule onlyTheEndsOfLinksSeeSockets() {
        DescribedPredicate<JavaClass> ends = resideInAnyPackage(
                root + ".functions.link..",
                root + ".functions.binding..",
                root + ".functions.replica..",
                root + ".functions.direct..",
                root + ".platform.dispatch..",
                root + ".platform.http..",
                root + ".platform.access..",
                root + ".platform.address..",
                root + ".platform.limits..",
                root + ".platform.peer..",
                root + ".platform.cli..");
        return noClasses()
                .that(resideInAPackage(root + "..").and(not(ends)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vertx.core.http..", "io.vertx.core.net.."))
                .because("everything else speaks of messages, so that it runs in one JVM as well");
    }

    ArchRule packagesHaveNoCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }
}
