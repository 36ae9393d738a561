package io.rollcall.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CanonicalDnTest {
  /** The fast paths say what the SDK says, but of what is not UTF-8. */
  @Property(tries = 20_000)
  void anyTextIsReadAsTheSdkReadsIt(@ForAll("nearlyDns") String text) {
    assertThat(CanonicalDn.of(text).orElse(null)).isEqualTo(bySdk(text));
  }

  @Property
  void anyNamesAreReadAsTheSdkReadsThem(@ForAll("names") List<String> names) throws LDAPException {
    var dn = DN.NULL_DN;
    for (var name : names) {
      dn = new DN(new RDN(name.length() % 2 == 0 ? "CN" : "ou", name), dn);
    }
    assertThat(CanonicalDn.of(dn.toString())).contains(dn.toNormalizedString());
    assertThat(CanonicalDn.of(dn.toNormalizedString())).contains(dn.toNormalizedString());
    assertThat(CanonicalDn.of(dn.toMinimallyEncodedString().toUpperCase(Locale.ROOT))).isPresent();
  }

  @Property
  void beingUnderABaseIsWhatTheSdkSays(
      @ForAll("nearlyDns") String first, @ForAll("nearlyDns") String second) throws LDAPException {
    var a = CanonicalDn.of(first);
    var b = CanonicalDn.of(second);
    if (a.isPresent() && b.isPresent()) {
      assertThat(CanonicalDn.isUnder(a.get(), b.get()))
          .isEqualTo(new DN(a.get()).isDescendantOf(new DN(b.get()), true));
    }
  }

  @Property
  void ancestorsAreTheParentsOneAfterTheOther(@ForAll("nearlyDns") String text)
      throws LDAPException {
    var dn = CanonicalDn.of(text);
    if (dn.isPresent() && !dn.get().isEmpty()) {
      var parent = new DN(dn.get()).getParent();
      var ancestors = CanonicalDn.ancestors(dn.get());
      for (int i = 0; i < ancestors.size(); i++) {
        assertThat(ancestors.get(i)).isEqualTo(parent.toNormalizedString());
        parent = parent.getParent();
      }
      assertThat(parent == null || parent.isNullDN()).isTrue();
    }
  }

  @Example
  void composedAndDecomposedLettersAreTheSame() {
    assertThat(CanonicalDn.of("cn=Jo\u0308rg,dc=x"))
        .isEqualTo(CanonicalDn.of("CN=J\u00F6RG,DC=X"))
        .isPresent();
  }

  @Example
  void anEscapedCommaIsNoName() {
    assertThat(CanonicalDn.of("\\,dc=example,dc=org")).isEmpty();
  }

  @Example
  void whatIsNotUtf8EqualsNothing() {
    assertThat(CanonicalDn.of("cn=\\ff,dc=x")).isEmpty();
    assertThat(CanonicalDn.of("cn=\uFFFD,dc=x")).isEmpty();
  }

  private static String bySdk(String text) {
    try {
      var canonical = new DN(text).toNormalizedString();
      return canonical.contains("\\ef\\bf\\bd") ? null : canonical;
    } catch (LDAPException notADn) {
      return null;
    }
  }

  @Provide
  Arbitrary<String> nearlyDns() {
    var pieces =
        Arbitraries.of(
            "cn",
            "CN",
            "uid",
            "OU",
            "dc",
            "2.5.4.3",
            "=",
            "=",
            "=",
            ",",
            ",",
            ";",
            "+",
            " ",
            "  ",
            "a",
            "B",
            "Lee, A",
            "Lee\\, A",
            "\\2c",
            "\\20",
            "\\",
            "\"",
            "#",
            "#04",
            "<",
            ">",
            ".",
            "-",
            "_",
            "@",
            "/",
            "'",
            "(",
            "*",
            "7",
            "=example",
            "dc=example,dc=org",
            ",dc=org",
            "cn=x",
            "ou=people,dc=example,dc=org");
    return pieces.list().ofMaxSize(8).map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.strings()
        .all()
        .excludeChars('\uFFFD', '\u0000')
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(name -> name.chars().noneMatch(c -> Character.isSurrogate((char) c)))
        .map(name -> Normalizer.normalize(name, Normalizer.Form.NFC))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }
}
