package dev.gyre.infra.testsupport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * How the classes of a service look: names, where SQL stands, how much is shown. Arrows between
 * modules are Maven's to check, those between a service's features Modulith's.
 */
public final class HouseRules {

  /** At most this share of a service's top-level classes may be public. */
  public static final double PUBLIC_SHARE = 0.5;

  private static final String REFUSED_NAMES =
      ".*(Manager|Helper|Utils?|Processor|Info|Entity|Dto|Bean|Wrapper|Impl)$|^(Base|Abstract)[A-Z].*";

  private HouseRules() {}

  /**
   * Checks a service.
   *
   * @param root its package, such as {@code dev.gyre.data}
   * @throws AssertionError naming each class that breaks a rule
   */
  public static void check(String root) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    rules().forEach(rule -> rule.allowEmptyShould(true).check(classes));
    checkPublicShare(root, classes);
  }

  private static List<ArchRule> rules() {
    return List.of(
        noClasses()
            .should()
            .haveNameMatching(".*\\.(" + REFUSED_NAMES + ")")
            .as("Names tell roles"),
        noClasses()
            .that(areTopLevelAndNot("Repository", "Configuration"))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.jdbc.core.simple.JdbcClient")
            .as("SQL stands in repositories alone"),
        classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .bePackagePrivate()
            .andShould()
            .haveModifier(JavaModifier.FINAL)
            .as("Controllers are hidden and final"),
        classes()
            .that()
            .haveSimpleNameEndingWith("Repository")
            .should()
            .bePackagePrivate()
            .as("Repositories are hidden"));
  }

  private static void checkPublicShare(String root, JavaClasses classes) {
    List<JavaClass> own =
        classes.stream()
            .filter(type -> !type.getEnclosingClass().isPresent())
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .toList();
    long shown =
        own.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).count();
    if (shown > own.size() * PUBLIC_SHARE) {
      throw new AssertionError(
          "%d of %d classes of %s are public; hide those without a caller in another package"
              .formatted(shown, own.size(), root));
    }
  }

  private static DescribedPredicate<JavaClass> areTopLevelAndNot(String... suffixes) {
    return DescribedPredicate.describe(
        "are not named " + String.join(" or ", suffixes),
        type -> {
          String name = outermost(type).getSimpleName();
          return List.of(suffixes).stream().noneMatch(name::endsWith);
        });
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(HouseRules::outermost).orElse(type);
  }
}
