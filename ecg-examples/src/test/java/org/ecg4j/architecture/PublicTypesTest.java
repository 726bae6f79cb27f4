package org.ecg4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What users can see, named in {@code public-types.txt}: adding to it is a decision. The examples
 * are programs, which nobody's code uses.
 */
class PublicTypesTest {

  @Test
  void publicTypesAreThoseOfTheList() throws IOException {
    List<String> found =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(
                    location ->
                        !location.contains("-tests.jar") && !location.contains("test-classes"))
                .importPackages("org.ecg4j")
                .stream()
                .filter(type -> !type.getPackageName().equals("org.ecg4j.examples"))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getName)
                .filter(name -> !name.endsWith("package-info"))
                // Templates of jte become public classes that nobody is to call.
                .filter(name -> !name.matches(".*\\.Jte\\w+Generated"))
                .sorted()
                .toList();
    List<String> listed =
        new String(
                Objects.requireNonNull(
                        PublicTypesTest.class.getResourceAsStream("/public-types.txt"))
                    .readAllBytes(),
                StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(found).isEqualTo(listed);
  }
}
