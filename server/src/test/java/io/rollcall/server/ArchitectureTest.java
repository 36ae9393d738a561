package io.rollcall.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Maven's module walls cannot guard. The rules are those of docs/architecture, section by
 * section.
 */
class ArchitectureTest {
  /** Every adapter's package; one that lands has to be named here, or the first test fails. */
  private static final List<String> ADAPTERS =
      List.of("crypto", "persistence", "ldap", "mail", "saml", "rest");

  private static JavaClasses rollcall;

  @BeforeAll
  static void readClasses() {
    rollcall =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.rollcall");
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(rollcall);
  }

  @Test
  void everyPackageHasItsPlace() {
    String[] places = new String[ADAPTERS.size() + 3];
    for (int i = 0; i < ADAPTERS.size(); i++) {
      places[i] = "io.rollcall." + ADAPTERS.get(i) + "..";
    }
    places[ADAPTERS.size()] = "io.rollcall.domain..";
    places[ADAPTERS.size() + 1] = "io.rollcall.application..";
    places[ADAPTERS.size() + 2] = "io.rollcall.server..";
    check(classes().should().resideInAnyPackage(places));
  }

  @Test
  void theDomainKnowsTheJdkOnly() {
    check(
        classes()
            .that()
            .resideInAPackage("io.rollcall.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.rollcall.domain..", "java..", "org.jspecify.annotations.."));
  }

  @Test
  void theApplicationKnowsTheDomainAndTwoJakartaApis() {
    check(
        classes()
            .that()
            .resideInAPackage("io.rollcall.application..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "io.rollcall.application..",
                "io.rollcall.domain..",
                "java..",
                "jakarta.enterprise..",
                "jakarta.inject..",
                "jakarta.transaction..",
                "org.jspecify.annotations.."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"crypto", "persistence", "ldap", "mail", "saml", "rest"})
  void anAdapterNeverSeesAnother(String adapter) {
    String[] others =
        ADAPTERS.stream()
            .filter(other -> !other.equals(adapter))
            .map(other -> "io.rollcall." + other + "..")
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage("io.rollcall." + adapter + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("io.rollcall.server.."));
  }

  /**
   * Who belongs where, and with what access, is asked by the rooms that give access; it never asks
   * them.
   */
  @ParameterizedTest
  @ValueSource(strings = {"io.rollcall.domain", "io.rollcall.application"})
  void membershipAndIdentityKnowNothingOfFederationAndOrganization(String house) {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(house + ".membership..", house + ".identity..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(house + ".federation..", house + ".organization.."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.rollcall.(domain).(**)",
        "io.rollcall.(application).(**)",
        "io.rollcall.(persistence).(**)",
        "io.rollcall.(ldap).(**)",
        "io.rollcall.(mail).(**)",
        "io.rollcall.(saml).(**)",
        "io.rollcall.(rest).(**)",
        "io.rollcall.(crypto).(**)",
        "io.rollcall.(server).(**)"
      })
  void noCyclesBetweenPackages(String packages) {
    check(slices().matching(packages).should().beFreeOfCycles());
  }

  @Test
  void namesSayWhatAThingIs() {
    Pattern unwanted =
        Pattern.compile(".*(Impl|Dto|DTO|Service|Handler|UseCase|Controller|Gateway|Dao|DAO)");
    check(
        classes()
            .should(
                new ArchCondition<JavaClass>("not be named after a layer") {
                  @Override
                  public void check(JavaClass type, ConditionEvents events) {
                    if (unwanted.matcher(type.getSimpleName()).matches()) {
                      events.add(SimpleConditionEvent.violated(type, type.getName()));
                    }
                  }
                }));
  }
}
