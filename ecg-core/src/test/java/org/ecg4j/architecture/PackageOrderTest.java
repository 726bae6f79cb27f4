package org.ecg4j.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packages depend on each other in the order data flows, and on no engine. */
class PackageOrderTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ecg4j");

  /** A package may use those before it. The last three are used by none of the others. */
  private static final List<String> ORDER =
      List.of(
          "io",
          "record",
          "wfdb",
          "signal",
          "detect",
          "segment",
          "dataset",
          "evaluation",
          "simulate",
          "physionet");

  @Test
  void nothingDependsAgainstTheOrder() {
    for (int i = 0; i < ORDER.size(); i++) {
      for (String later : ORDER.subList(i + 1, ORDER.size())) {
        noClasses()
            .that()
            .resideInAPackage("org.ecg4j." + ORDER.get(i))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.ecg4j." + later)
            .allowEmptyShould(true)
            .check(CORE);
      }
    }
  }

  @Test
  void theCoreKnowsNoEngine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "org.jtransforms..")
        .check(CORE);
  }
}
