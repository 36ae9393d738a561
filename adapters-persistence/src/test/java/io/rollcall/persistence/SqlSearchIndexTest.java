package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.MemberViews.Filter;
import io.rollcall.application.port.MemberViews.Traits;
import io.rollcall.application.port.PortContract;
import io.rollcall.application.port.Ports;
import io.rollcall.application.port.SearchIndex;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PostgresTest
class SqlSearchIndexTest extends PortContract {
  private static final String WAITING = "select count(*) from search_pending";

  @Inject PanachePorts ports;
  @Inject MemberViews views;
  @Inject SearchIndex index;
  @Inject Superuser superuser;

  private OrganizationId here;
  private UserId ann;

  @Override
  protected Ports ports() {
    return ports;
  }

  @BeforeEach
  void ann() {
    var owner = person("owner");
    here = found(owner);
    ann = person("ann");
    join(here, owner, ann, Role.ANNOTATOR, 1);
    called(ann, "Annabelle Zwetschge");
  }

  private void called(UserId user, String name) {
    ports.transaction(() -> ports.users().updateProfile(user, new User.Profile("", name, "", "")));
  }

  private List<UserId> found(String text) {
    return views.userIds(here, Filter.of(Traits.named(text)));
  }

  private void settle() {
    while (index.advance(1000) == 1000) {
      // Goes on until nobody waits.
    }
    assertThat(superuser.number(WAITING)).isZero();
  }

  private List<String> text(UserId user) {
    return superuser.list(
        "select text from search_text where user_id = ?", row -> row.getString(1), user.value());
  }

  @Test
  void somebodyNewIsFoundAtOnceAndInTheIndexThen() {
    assertThat(found("wetsch")).containsExactly(ann);

    settle();

    assertThat(text(ann)).singleElement().asString().contains("Annabelle Zwetschge");
    assertThat(found("wetsch")).containsExactly(ann);
    assertThat(found("WETSCH")).containsExactly(ann);
  }

  @Test
  void somebodyRenamedIsFoundByTheNewNameAlone() {
    settle();
    called(ann, "Annabelle Quitte");

    assertThat(found("quitt")).containsExactly(ann);
    assertThat(found("wetsch")).isEmpty();

    settle();
    assertThat(found("quitt")).containsExactly(ann);
    assertThat(found("wetsch")).isEmpty();
  }

  @Test
  void whoeverIsGoneLeavesNoText() {
    var gone = person("gone");
    settle();
    assertThat(text(gone)).hasSize(1);

    superuser.change("delete from app_user where id = ?", gone.value());
    settle();

    assertThat(text(gone)).isEmpty();
  }

  @Test
  void whatIsTooShortForTheIndexIsFoundWithoutIt() {
    settle();

    assertThat(found("zw")).containsExactly(ann);
    assertThat(found("ZW")).containsExactly(ann);
  }

  @Test
  void strangersAreNotFound() {
    called(person("stranger"), "Annabelle Zwetschge");
    settle();

    assertThat(found("wetsch")).containsExactly(ann);
  }

  @Test
  void whatChangesNoNameWaitsForNothing() {
    settle();
    superuser.change(
        "update app_user set last_activity = now(), email = email where id = ?", ann.value());

    assertThat(superuser.number(WAITING)).isZero();
  }

  @Test
  void batchTakesNoMoreThanAsked() {
    settle();
    for (int i = 0; i < 25; i++) {
      person("batch" + i);
    }

    assertThat(index.advance(10)).isEqualTo(10);
    assertThat(index.advance(10)).isEqualTo(10);
    assertThat(index.advance(10)).isEqualTo(5);
  }

  /** Or it could write a name that it read before, after another wrote the new one. */
  @Test
  void onlyOneNodeWritesAtATime() throws Exception {
    settle();
    person("waiting");
    try (var other = superuser.connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select index_search_text(1000)");
      var renamed = person("renamed");

      assertThat(index.advance(1000)).isZero();
      assertThat(text(renamed)).isEmpty();

      other.commit();
      assertThat(index.advance(1000)).isEqualTo(1);
      assertThat(text(renamed)).hasSize(1);
    }
  }
}
