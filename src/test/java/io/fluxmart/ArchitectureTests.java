package io.fluxmart;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The house rules as tests. Each names the decision (docs/adr) or the reason behind it. */
@AnalyzeClasses(packages = "io.fluxmart", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    private static final DescribedPredicate<JavaClass> KERNEL =
            resideInAnyPackage("io.fluxmart.money..", "io.fluxmart.paging..", "io.fluxmart.problem..");

    private static final DescribedPredicate<JavaClass> OURS_BUT_NOT_SHARED = resideInAPackage("io.fluxmart..")
            .and(DescribedPredicate.not(resideInAnyPackage("io.fluxmart.platform..", "io.fluxmart.problem..")));

    @ArchTest
    static final ArchRule ROOMS_HAVE_NO_CYCLES = slices().matching("io.fluxmart.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a room that needs another that needs it back is one room (ADR 0001)");

    @ArchTest
    static final ArchRule ROOMS_DO_NOT_LOOK_INTO_THE_ENTRANCE = noClasses()
            .that()
            .resideInAPackage("io.fluxmart.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fluxmart")
            .because("the root package composes the rooms; none of them knows it (ADR 0001)");

    @ArchTest
    static final ArchRule PLATFORM_KNOWS_NO_FEATURE = noClasses()
            .that()
            .resideInAPackage("io.fluxmart.platform..")
            .should()
            .dependOnClassesThat(OURS_BUT_NOT_SHARED)
            .because("technology is configured once, whatever is built on it (ADR 0001)");

    @ArchTest
    static final ArchRule KERNEL_KNOWS_NOBODY = noClasses()
            .that(KERNEL)
            .should()
            .dependOnClassesThat(resideInAPackage("io.fluxmart..").and(DescribedPredicate.not(KERNEL)))
            .because("the shared kernel is what everything else rests on (ADR 0001)");

    @ArchTest
    static final ArchRule STORES_ARE_PRIVATE_TO_THEIR_ROOM = classes()
            .that()
            .haveSimpleNameEndingWith("Store")
            .or()
            .haveSimpleNameEndingWith("Handler")
            .should()
            .bePackagePrivate()
            .because("other rooms go through use cases, not through SQL (ADR 0001)");

    @ArchTest
    static final ArchRule THE_DOMAIN_SPEAKS_NO_HTTP = noClasses()
            .that()
            .resideInAPackage("io.fluxmart.*..")
            .and()
            .resideOutsideOfPackages(
                    "io.fluxmart.platform..",
                    "io.fluxmart.auth..",
                    "io.fluxmart.sessions..",
                    "io.fluxmart.idempotency..",
                    "io.fluxmart.limits..")
            .and()
            .haveSimpleNameNotEndingWith("Handler")
            .and()
            .haveSimpleNameNotEndingWith("Routes")
            .and()
            .haveSimpleNameNotEndingWith("Frames")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.http..", "org.springframework.web..")
            .because("a rule of the business holds over any protocol (STYLE: HTTP, failures)");

    @ArchTest
    static final ArchRule NOTHING_BLOCKS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(
                    "io.fluxmart.commands.Premises") // on the thread of a command, which is nobody's loop
            .should()
            .callMethodWhere(JavaMethodCall.Predicates.target(nameMatching("block|blockFirst|blockLast|blockOptional"))
                    .and(JavaMethodCall.Predicates.target(DescribedPredicate.describe(
                            "of a publisher",
                            target -> target.getOwner().getPackageName().startsWith("reactor.core")))))
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .because("an event loop that waits, waits for everybody (ADR 0002)");

    @ArchTest
    static final ArchRule ERRORS_ARE_NOT_SKIPPED = noClasses()
            .should()
            .callMethodWhere(JavaMethodCall.Predicates.target(nameMatching("onErrorContinue|onErrorStop")))
            .because("it changes operators far upstream (reactor reference, onErrorContinue)");

    @ArchTest
    static final ArchRule ONLY_LIFECYCLES_SUBSCRIBE = noClasses()
            .that()
            .doNotHaveSimpleName("WorkLoop")
            .and()
            .doNotImplement(org.springframework.context.SmartLifecycle.class)
            .should()
            .callMethodWhere(JavaMethodCall.Predicates.target(nameMatching("subscribe"))
                    .and(JavaMethodCall.Predicates.target(DescribedPredicate.describe(
                            "of a publisher",
                            target -> Set.of("reactor.core.publisher.Mono", "reactor.core.publisher.Flux")
                                    .contains(target.getOwner().getName())))))
            .because("a subscription that nobody keeps is one that nobody ends (STYLE: pipelines, 8)");

    @ArchTest
    static final ArchRule NO_TRANSACTIONAL_ANNOTATION = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.transaction.annotation.Transactional")
            .because("a transaction is an operator that one can see (ADR 0002)");

    @ArchTest
    static final ArchRule NO_TUPLES_IN_SIGNATURES = methods()
            .should()
            .notHaveRawReturnType(resideInAPackage("reactor.util.function"))
            .because("two values that travel together have a name (STYLE: pipelines, 3)");

    @ArchTest
    static final ArchRule ROUTES_HAVE_NO_FILTERS = noClasses()
            .that()
            .haveSimpleNameEndingWith("Routes")
            .should()
            .callMethodWhere(JavaMethodCall.Predicates.target(nameMatching("filter|before|after|onError"))
                    .and(JavaMethodCall.Predicates.target(DescribedPredicate.describe(
                            "of a router",
                            target -> target.getOwner().getPackageName().endsWith("function.server")))))
            .because("routes are found by method and path, past whatever stands around them (ADR 0029)");

    @ArchTest
    static final ArchRule NO_PRINTING = noClasses()
            .that()
            .resideOutsideOfPackage("io.fluxmart.commands..") // whoever typed a command reads its output
            .should(ACCESS_STANDARD_STREAMS)
            .because("what the service has to say goes through the log");
}
