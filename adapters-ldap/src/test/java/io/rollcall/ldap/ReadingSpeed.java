package io.rollcall.ldap;

import io.rollcall.application.port.DirectoryReader.Listener;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.DirectorySettings.Attributes;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import io.rollcall.domain.federation.DirectorySettings.Groups;
import io.rollcall.domain.federation.DirectorySettings.Limits;
import io.rollcall.domain.federation.DirectorySettings.Security;
import io.rollcall.domain.federation.DirectorySettings.Users;
import io.rollcall.domain.identity.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Times the reading of {@link LargeDirectory} from a real OpenLDAP, next to {@code ldapsearch}
 * doing the same.
 */
final class ReadingSpeed {
  private static final int ROUNDS = 12;

  private ReadingSpeed() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int people = args.length > 0 ? Integer.parseInt(args[0]) : LargeDirectory.PEOPLE;
    var ldif = Files.createTempFile("large", ".ldif");
    LargeDirectory.write(ldif, people);
    try (var slapd = Slapd.start(ldif)) {
      var reader = new LdapDirectoryReader(LdapNetworkPolicy.DEFAULT);
      for (int round = 1; round <= ROUNDS; round++) {
        for (int pageSize : new int[] {500, 5000}) {
          long start = System.nanoTime();
          var cpu = cpu(ProcessHandle.current());
          var serverCpu = cpu(slapd.process());
          var counts = new Counts();
          reader.read(settings(slapd, pageSize), counts);
          System.out.printf(
              "pages of %4d: %4d ms (our CPU %4d ms, the server's %4d ms), %s%n",
              pageSize,
              TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
              cpu(ProcessHandle.current()).minus(cpu).toMillis(),
              cpu(slapd.process()).minus(serverCpu).toMillis(),
              counts);
        }
        System.out.printf("ldapsearch: %4d ms%n", ldapsearch(slapd));
      }
    } finally {
      Files.delete(ldif);
    }
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static long ldapsearch(Slapd slapd) throws IOException, InterruptedException {
    long start = System.nanoTime();
    new ProcessBuilder(
            "ldapsearch",
            "-x",
            "-LLL",
            "-H",
            slapd.url(),
            "-D",
            Slapd.ADMIN,
            "-w",
            Slapd.PASSWORD,
            "-b",
            Slapd.SUFFIX,
            "(|(objectClass=inetOrgPerson)(objectClass=groupOfNames))",
            "entryUUID",
            "mail",
            "givenName",
            "sn",
            "uid",
            "cn",
            "member")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static DirectorySettings settings(Slapd slapd, int pageSize) {
    var limits = Limits.DEFAULT;
    return new DirectorySettings(
        List.of(slapd.url()),
        Security.NONE,
        null,
        Slapd.ADMIN,
        Secret.of(Slapd.PASSWORD),
        new Users(
            List.of("ou=people," + Slapd.SUFFIX),
            "(objectClass=inetOrgPerson)",
            List.of("uid"),
            null,
            Attributes.DEFAULT,
            null,
            null),
        new Groups(List.of("ou=groups," + Slapd.SUFFIX), null, GroupType.GROUP_OF_NAMES, true),
        new Limits(
            pageSize, limits.connect(), limits.response(), limits.run(), limits.maxEntryBytes()));
  }

  private static final class Counts implements Listener {
    private int people;
    private int groups;
    private int memberships;

    @Override
    public void people(List<DirectoryPerson> batch) {
      people += batch.size();
    }

    @Override
    public void groups(List<DirectoryGroup> batch) {
      groups += batch.size();
      batch.forEach(group -> memberships += group.members().size());
    }

    @Override
    public String toString() {
      return "%d people, %d groups, %d memberships".formatted(people, groups, memberships);
    }
  }
}
