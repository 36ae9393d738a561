package io.rollcall.ldap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An LDIF of many people and groups for measuring: four large groups of a quarter of the people
 * each, and small ones for the other memberships. With {@link #PEOPLE} people: 504 groups and
 * 200,000 memberships.
 */
public final class LargeDirectory {
  public static final int PEOPLE = 50_000;
  private static final int LARGE_GROUPS = 4;
  private static final int SMALL_GROUPS = 500;

  private LargeDirectory() {}

  /** Writes one with this many people, four memberships for each. */
  public static void write(Path file, int people) {
    try (var ldif = Files.newBufferedWriter(file)) {
      ldif.write("dn: dc=example,dc=org\nobjectClass: domain\ndc: example\n\n");
      for (var unit : new String[] {"people", "groups"}) {
        ldif.write(
            "dn: ou=%s,dc=example,dc=org\nobjectClass: organizationalUnit\nou: %s\n\n"
                .formatted(unit, unit));
      }
      for (int i = 0; i < people; i++) {
        person(ldif, i);
      }
      for (int g = 0; g < LARGE_GROUPS; g++) {
        int first = g;
        group(
            ldif,
            "role-" + g,
            IntStream.range(0, people / LARGE_GROUPS).map(i -> i * LARGE_GROUPS + first));
      }
      int size = Math.max(1, people * 3 / SMALL_GROUPS);
      for (int g = 0; g < SMALL_GROUPS; g++) {
        int first = g * size;
        group(
            ldif,
            "group-" + g,
            IntStream.range(0, Math.min(size, people))
                .map(i -> (int) ((first + i) * 7919L % people)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void person(Writer ldif, int i) throws IOException {
    ldif.write(
        """
        dn: uid=user%1$05d,ou=people,dc=example,dc=org
        objectClass: inetOrgPerson
        uid: user%1$05d
        cn: Given%1$d Family%1$d
        givenName: Given%1$d
        sn: Family%1$d
        mail: user%1$05d@example.org
        title: Title of the person %1$d
        telephoneNumber: +49 30 %1$07d

        """
            .formatted(i));
  }

  private static void group(Writer ldif, String name, IntStream members) throws IOException {
    ldif.write(
        """
        dn: cn=%1$s,ou=groups,dc=example,dc=org
        objectClass: groupOfNames
        cn: %1$s
        %2$s

        """
            .formatted(
                name,
                members
                    .mapToObj("member: uid=user%05d,ou=people,dc=example,dc=org"::formatted)
                    .collect(Collectors.joining("\n"))));
  }
}
