package io.rollcall.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.application.port.DirectoryReader.Listener;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlapdKilledTest {
  private static final int PEOPLE = 20_000;

  @Test
  void aServerKilledWhileItIsReadEndsTheRun(@TempDir Path folder) throws IOException {
    Slapd.assumeInstalled();
    var ldif = folder.resolve("large.ldif");
    LargeDirectory.write(ldif, PEOPLE);
    try (var slapd = Slapd.start(ldif)) {
      var killer =
          new Listener() {
            private int people;

            @Override
            public void people(List<DirectoryPerson> batch) {
              if (people == 0) {
                slapd.kill();
              }
              people += batch.size();
            }

            @Override
            public void groups(List<DirectoryGroup> batch) {}
          };
      var settings = TestSettings.of(slapd.url()).pagesOf(100).build();
      var failure =
          catchThrowableOfType(
              ReadFailed.class,
              () -> new LdapDirectoryReader(LdapNetworkPolicy.DEFAULT).read(settings, killer));
      assertThat(failure.failure()).isEqualTo(ReadFailure.CONNECTION_LOST);
      assertThat(killer.people).isLessThan(PEOPLE);
    }
  }
}
