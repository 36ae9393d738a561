package io.rollcall.persistence;

import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.RemovalBudget;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.Secret;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code identity_provider} that is a directory. */
@Entity
@Table(name = "identity_provider")
class DirectoryEntity {
  static final String KIND = ProviderKind.LDAP.code();

  @EmbeddedId TenantKey key;

  @Column(name = "kind")
  String kind;

  @Column(name = "title")
  String title;

  @Column(name = "settings")
  @ColumnTransformer(write = "?::jsonb")
  String settings;

  @Column(name = "secret")
  byte @Nullable [] secret;

  @Column(name = "people")
  String people;

  @Column(name = "mode")
  String mode;

  @Column(name = "budget_people")
  int budgetPeople;

  @Column(name = "budget_percent")
  int budgetPercent;

  @Column(name = "state")
  String state;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "removed_at")
  @Nullable Instant removedAt;

  @Column(name = "version")
  long version;

  protected DirectoryEntity() {}

  DirectoryEntity(Directory directory, byte @Nullable [] secret) {
    key = TenantKey.of(directory.organization(), directory.id().value());
    kind = KIND;
    createdAt = directory.createdAt();
    version = directory.version();
    write(directory, secret);
  }

  /** Takes over what can be changed. */
  void change(Directory directory, byte @Nullable [] changedSecret) {
    version++;
    write(directory, changedSecret);
  }

  private void write(Directory directory, byte @Nullable [] changedSecret) {
    title = directory.title();
    settings = SettingsJson.write(directory.settings());
    secret = changedSecret;
    people = Codes.of(directory.people());
    mode = Codes.of(directory.mode());
    budgetPeople = directory.removalBudget().people();
    budgetPercent = directory.removalBudget().percent();
    state = Codes.of(directory.state());
  }

  ProviderId id() {
    return new ProviderId(key.id());
  }

  Directory toDirectory(@Nullable Secret password, List<GroupMapping> mappings) {
    return new Directory(
        id(),
        new OrganizationId(key.organization()),
        title,
        SettingsJson.read(settings, password),
        Codes.read(Directory.People.class, people),
        Codes.read(Directory.Mode.class, mode),
        new RemovalBudget(budgetPeople, budgetPercent),
        mappings,
        Codes.read(Directory.State.class, state),
        createdAt,
        version);
  }
}
