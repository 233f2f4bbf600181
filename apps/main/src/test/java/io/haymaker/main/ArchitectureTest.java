package io.haymaker.main;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows of the house: {@code api -> control -> ports <- adapters}. */
class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.haymaker");

  private static final List<String> ADAPTERS =
      List.of("io.haymaker.postgres..", "io.haymaker.azure..", "io.haymaker.docker..");
  private static final List<String> APPS =
      List.of(
          "io.haymaker.main..",
          "io.haymaker.server..",
          "io.haymaker.agent..",
          "io.haymaker.emulator..");

  @Test
  void everyRoomIsSeenByTheseTests() {
    assertThat(
            HOUSE.stream().map(type -> type.getPackageName().split("\\.")[2]).distinct().toList())
        .contains(
            "core",
            "scenario",
            "postgres",
            "azure",
            "docker",
            "agent",
            "emulator",
            "server",
            "main");
  }

  @Test
  void theCoreIsPlainJava() {
    classes()
        .that()
        .resideInAPackage("io.haymaker.core..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.haymaker.core..",
                "io.haymaker.scenario..",
                "java..",
                "com.cronutils..",
                "org.slf4j..",
                "org.jspecify.."))
        .check(HOUSE);
  }

  @Test
  void theServerSeesTheCoreOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.haymaker.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.haymaker.postgres..",
            "io.haymaker.azure..",
            "io.haymaker.docker..",
            "io.haymaker.main..",
            "io.haymaker.agent..",
            "io.haymaker.emulator..")
        .check(HOUSE);
  }

  @Test
  void theScenarioModuleKnowsNobody() {
    classes()
        .that()
        .resideInAPackage("io.haymaker.scenario..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.haymaker.scenario..", "java..", "org.commonmark..", "org.jspecify.."))
        .check(HOUSE);
  }

  @Test
  void anAdapterKnowsTheCoreAndNeitherTheOtherAdaptersNorTheApps() {
    for (String adapter : ADAPTERS) {
      var others = new ArrayList<>(ADAPTERS);
      others.remove(adapter);
      others.addAll(APPS);
      noClasses()
          .that()
          .resideInAPackage(adapter)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others.toArray(String[]::new))
          .check(HOUSE);
    }
  }

  @Test
  void anAdapterSeesPortsAndNeverTheControllersBehindThem() {
    noClasses()
        .that()
        .resideInAnyPackage(ADAPTERS.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "io\\.haymaker\\.core\\..*\\.(RunReconciler|RunService|ScheduleReconciler|ScheduleService|RunReporter|EventRecorder"
                + "|ReplicaReconciler|ContainerService|ScalerPass|Cleaner|Auditor|DeletionPlanner|IdentityMaker|IdentityRetirer|Validator)")
        .check(HOUSE);
  }

  @Test
  void theAgentHasNoControlPlaneCode() {
    noClasses()
        .that()
        .resideInAPackage("io.haymaker.agent..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.haymaker.core..",
            "io.haymaker.azure..",
            "io.haymaker.postgres..",
            "io.haymaker.main..")
        .check(HOUSE);
  }

  @Test
  void theEmulatorKnowsNothingOfTheProductAndTheProductNothingOfIt() {
    noClasses()
        .that()
        .resideInAPackage("io.haymaker.emulator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.haymaker.core..",
            "io.haymaker.scenario..",
            "io.haymaker.azure..",
            "io.haymaker.postgres..",
            "io.haymaker.main..",
            "io.haymaker.agent..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("io.haymaker.main..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.haymaker.emulator..", "io.haymaker.agent..")
        .check(HOUSE);
  }

  @Test
  void featuresOfTheCoreDoNotGoRoundInCircles() {
    slices().matching("io.haymaker.core.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void timeIsInjected() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.haymaker.core..",
            "io.haymaker.postgres..",
            "io.haymaker.azure..",
            "io.haymaker.docker..",
            "io.haymaker.server..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(HOUSE);
  }

  @Test
  void everyPackageSaysWhatLivesThereAndIsNullMarked() {
    Set<String> packages = new TreeSet<>();
    Set<String> marked = new TreeSet<>();
    for (JavaClass type : HOUSE) {
      packages.add(type.getPackageName());
      if (type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class)) {
        marked.add(type.getPackageName());
      }
    }
    // The testkit is for tests: it is checked where it is used.
    packages.removeIf(name -> name.startsWith("io.haymaker.testkit"));
    assertThat(marked).containsAll(packages);
  }
}
