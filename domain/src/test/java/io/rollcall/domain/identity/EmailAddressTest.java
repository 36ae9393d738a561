package io.rollcall.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules, section 1: trimmed, lower case, domain in ASCII. */
class EmailAddressTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "anna@example.org,anna@example.org",
        "  anna@example.org\t,anna@example.org",
        "Anna.SCHMIDT@Example.ORG,anna.schmidt@example.org",
        "anna@MÜNCHEN.example,anna@xn--mnchen-3ya.example",
        "anna@münchen.example,anna@xn--mnchen-3ya.example",
        "anna@XN--MNCHEN-3YA.example,anna@xn--mnchen-3ya.example",
        "ÄNNA@example.org,änna@example.org",
        "用户@例子.example,用户@xn--fsqu00a.example",
        "anna@例子。example,anna@xn--fsqu00a.example",
        "o'brien+tag@example.org,o'brien+tag@example.org",
        "a!#$%&'*/=?^_`{|}~-@example.org,a!#$%&'*/=?^_`{|}~-@example.org",
        "root@localhost,root@localhost",
        "anna@1.example,anna@1.example"
      })
  void hasOneNormalForm(String text, String normal) {
    assertThat(EmailAddress.parse(text)).map(EmailAddress::value).contains(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "@",
        "anna",
        "anna@",
        "@example.org",
        "anna@@example.org",
        "anna@b@example.org",
        "anna schmidt@example.org",
        "anna @example.org",
        "anna@ example.org",
        "anna@exam ple.org",
        ".anna@example.org",
        "anna.@example.org",
        "an..na@example.org",
        "anna@.example.org",
        "anna@example..org",
        "anna@example.org.",
        "anna@-example.org",
        "anna@example-.org",
        "anna@exa_mple.org",
        "anna@ü_.example",
        "anna@[127.0.0.1]",
        "\"anna\"@example.org",
        "anna(comment)@example.org",
        "Anna <anna@example.org>",
        "anna@example.org,bob@example.org",
        "anna@example.org\nbcc: bob@example.org",
        "anna\u0000@example.org",
        "anna@exa\u0000mple.org",
        "anna@\u3002",
        "anna@ü..example",
        "anna\u200b@example.org",
        "\ud800@example.org",
        "anna@\ud800.example"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @Test
  void hasALocalPartOfAtMost64Characters() {
    assertThat(EmailAddress.parse("a".repeat(64) + "@example.org")).isPresent();
    assertThat(EmailAddress.parse("a".repeat(65) + "@example.org")).isEmpty();
  }

  @Test
  void isAtMost254CharactersLong() {
    var label = "b".repeat(62) + ".";
    var domain = label.repeat(3) + "c".repeat(254 - 3 * 63 - 2);

    assertThat(EmailAddress.parse("a@" + domain)).isPresent();
    assertThat(EmailAddress.parse("aa@" + domain)).isEmpty();
    assertThat(EmailAddress.parse("a@" + domain).orElseThrow().value()).hasSize(254);
  }

  @Test
  void hasLabelsOfAtMost63Characters() {
    assertThat(EmailAddress.parse("a@" + "b".repeat(63) + ".org")).isPresent();
    assertThat(EmailAddress.parse("a@" + "b".repeat(64) + ".org")).isEmpty();
  }

  @Test
  void refusesEndlessTextQuickly() {
    assertThat(EmailAddress.parse("a".repeat(1_000_000) + "@example.org")).isEmpty();
    assertThat(EmailAddress.parse("a@" + "b.".repeat(1_000_000))).isEmpty();
  }

  @Test
  void isMeasuredInItsAsciiForm() {
    assertThat(EmailAddress.parse("a@" + "ü".repeat(63) + ".example")).isEmpty();
  }

  @Test
  void knowsItsDomain() {
    assertThat(EmailAddress.parse("Anna@Büro.Example").orElseThrow().domain())
        .isEqualTo("xn--bro-hoa.example");
  }

  @Test
  void isMadeFromItsNormalFormAlone() {
    assertThat(new EmailAddress("anna@example.org")).hasToString("anna@example.org");
    for (var text : new String[] {"Anna@example.org", " anna@example.org", "anna"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(text));
    }
  }

  @Test
  void isOrderedByItsText() {
    assertThat(new EmailAddress("a@example.org")).isLessThan(new EmailAddress("b@example.org"));
  }

  @Provide
  Arbitrary<String> anything() {
    var letters =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.chars().range('a', 'z').map(String::valueOf)),
            Tuple.of(2, Arbitraries.chars().range('A', 'Z').map(String::valueOf)),
            Tuple.of(
                3,
                Arbitraries.of(
                    "ü",
                    "Ä",
                    "ß",
                    "İ",
                    "ı",
                    "Σ",
                    "ς",
                    "ﬁ",
                    "。",
                    "．",
                    "ａ",
                    "Ａ",
                    "＠",
                    "例",
                    "é",
                    "e\u0301",
                    "\u00ad",
                    "\u200d",
                    "\u202e",
                    "\ud83d\ude00",
                    "xn--",
                    "-",
                    ".",
                    "+",
                    "_",
                    " ",
                    "\u00a0",
                    "0",
                    "㎏",
                    "ǅ",
                    "Ω",
                    "K",
                    "\u0345")),
            Tuple.of(1, Arbitraries.strings().all().ofMaxLength(2).map(String::valueOf)));
    var part = letters.list().ofMaxSize(8).map(list -> String.join("", list));
    return Arbitraries.frequencyOf(
        Tuple.of(
            5,
            Combinators.combine(part, part, part)
                .as((local, domain, end) -> local + "@" + domain + "." + end)),
        Tuple.of(2, Combinators.combine(part, part).as((local, domain) -> local + "@" + domain)),
        Tuple.of(1, part));
  }

  @Property(tries = 20_000)
  void isTheSameWhenParsedAgain(@ForAll("anything") String text) {
    var once = EmailAddress.parse(text);

    once.ifPresent(address -> assertThat(EmailAddress.parse(address.value())).contains(address));
  }

  @Property(tries = 5000)
  void isTrimmedLowerCaseWithAnAsciiDomain(@ForAll("anything") String text) {
    EmailAddress.parse(text)
        .ifPresent(
            address -> {
              assertThat(address.value())
                  .isEqualTo(address.value().strip())
                  .isEqualTo(address.value().toLowerCase(Locale.ROOT))
                  .hasSizeLessThanOrEqualTo(EmailAddress.MAX_LENGTH);
              assertThat(address.domain()).matches("[a-z0-9.-]+");
            });
  }

  /** Space around keeps the text from the quick way, which must decide as the patterns do. */
  @Property(tries = 20_000)
  void isQuicklyDecidedAsByThePatterns(@ForAll("nearlyPlain") String text) {
    assertThat(EmailAddress.parse(text)).isEqualTo(EmailAddress.parse(" " + text));
  }

  @Provide
  Arbitrary<String> nearlyPlain() {
    return Arbitraries.strings().withChars("az09.-_@+A").ofMinLength(1).ofMaxLength(12);
  }

  @Property(tries = 2000)
  void isTheSameInWhateverCaseAndWithSpaceAround(@ForAll("plain") String text) {
    var normal = EmailAddress.parse(text);

    assertThat(normal).isPresent();
    assertThat(EmailAddress.parse("  " + text.toUpperCase(Locale.ROOT) + "\n")).isEqualTo(normal);
  }

  @Provide
  Arbitrary<String> plain() {
    var word = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
    return Combinators.combine(word, word, Arbitraries.of("example", "büro", "例子"))
        .as((local, domain, end) -> local + "@" + domain + "." + end);
  }
}
