package io.rollcall.persistence;

import io.rollcall.application.port.DirectoryRepository;
import io.rollcall.application.port.SecretVault;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.MappingId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Directories: the row is an entity, its mappings are written set-wise. */
@ApplicationScoped
@Transactional
class PanacheDirectoryRepository
    implements DirectoryRepository, ShortLived<DirectoryEntity, TenantKey> {
  private static final String IN_USE = "kind = 'ldap' and removedAt is null";
  private static final String ONE = "key.organization = ?1 and key.id = ?2 and " + IN_USE;

  private final Tenancy tenancy;
  private final SecretVault vault;

  PanacheDirectoryRepository(Tenancy tenancy, SecretVault vault) {
    this.tenancy = tenancy;
    this.vault = vault;
  }

  @Override
  public void add(Directory directory) {
    tenancy.enter(directory.organization());
    insert(new DirectoryEntity(directory, encrypted(directory)));
    writeMappings(directory);
  }

  @Override
  public Optional<Directory> find(OrganizationId organization, ProviderId id) {
    tenancy.enter(organization);
    return directory(organization, id, LockModeType.NONE);
  }

  @Override
  public Optional<Directory> lock(OrganizationId organization, ProviderId id) {
    tenancy.enter(organization);
    return directory(organization, id, LockModeType.PESSIMISTIC_WRITE);
  }

  private Optional<Directory> directory(
      OrganizationId organization, ProviderId id, LockModeType lock) {
    var row = find(ONE, organization.value(), id.value()).withLock(lock).firstResultOptional();
    getEntityManager().clear();
    return row.map(found -> directory(found, mappings(organization, id, false)));
  }

  private Directory directory(DirectoryEntity row, List<GroupMapping> mappings) {
    return row.toDirectory(password(row), mappings);
  }

  @Override
  public List<Directory> all(OrganizationId organization) {
    tenancy.enter(organization);
    var rows = all(row -> row, "key.organization = ?1 and " + IN_USE, organization.value());
    Map<ProviderId, List<GroupMapping>> mappings =
        tenancy
            .list(
                organization,
                """
                select m.* from group_mapping m
                where m.organization_id = ? and m.removed_at is null order by m.position""",
                row -> Map.entry(new ProviderId(row.getLong("provider_id")), MappingRows.read(row)),
                organization.value())
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return rows.stream()
        .map(row -> directory(row, mappings.getOrDefault(row.id(), List.of())))
        .sorted(Comparator.comparing(Directory::title).thenComparing(Directory::id))
        .toList();
  }

  @Override
  public void save(Directory directory) {
    tenancy.enter(directory.organization());
    find(ONE, directory.organization().value(), directory.id().value())
        .singleResult()
        .change(directory, encrypted(directory));
    flush();
    getEntityManager().clear();
    writeMappings(directory);
  }

  private void writeMappings(Directory directory) {
    var rows = MappingRows.write(directory).json();
    var flight = tenancy.flight(directory.organization());
    flight.change(
        """
        update group_mapping m set removed_at = now()
        where m.organization_id = ? and m.provider_id = ? and m.removed_at is null
          and m.id not in (select r.id from jsonb_populate_recordset(null::group_mapping, ?::jsonb) r)""",
        directory.organization().value(),
        directory.id().value(),
        rows);
    flight.change(
        """
        insert into group_mapping as m
        select * from jsonb_populate_recordset(null::group_mapping, ?::jsonb)
        on conflict (organization_id, id) do update set
          position = excluded.position, group_name = excluded.group_name, group_id = excluded.group_id,
          effect = excluded.effect, role = excluded.role, workspace_id = excluded.workspace_id,
          project_id = excluded.project_id, project_role = excluded.project_role, removed_at = null
        where m.provider_id = excluded.provider_id""",
        rows);
    flight.send();
  }

  @Override
  public void pinGroups(OrganizationId organization, Map<MappingId, String> groupIds) {
    var rows = new JsonRows();
    groupIds.forEach(
        (mapping, group) -> rows.row().set("id", mapping.value()).set("group_id", group));
    tenancy.change(
        organization,
        """
        update group_mapping m set group_id = r.group_id
        from jsonb_populate_recordset(null::group_mapping, ?::jsonb) r
        where m.organization_id = ? and m.id = r.id and m.group_id is distinct from r.group_id""",
        rows.json(),
        organization.value());
  }

  @Override
  public List<GroupMapping> mappings(OrganizationId organization, ProviderId id) {
    return mappings(organization, id, true);
  }

  private List<GroupMapping> mappings(
      OrganizationId organization, ProviderId id, boolean removedToo) {
    return tenancy.list(
        organization,
        """
        select m.* from group_mapping m
        where m.organization_id = ? and m.provider_id = ? and (m.removed_at is null or ?)
        order by m.position, m.id""",
        MappingRows::read,
        organization.value(),
        id.value(),
        removedToo);
  }

  @Override
  public void remove(OrganizationId organization, ProviderId id) {
    var flight = tenancy.flight(organization);
    flight.change(
        """
        update identity_provider set removed_at = now(), secret = null
        where organization_id = ? and id = ? and kind = 'ldap' and removed_at is null""",
        organization.value(),
        id.value());
    // It lists nobody any more, so it no longer outweighs what another provider says.
    flight.change(
        "update external_identity set listed = false where organization_id = ? and provider_id = ? and listed",
        organization.value(),
        id.value());
    flight.send();
  }

  private byte @Nullable [] encrypted(Directory directory) {
    var password = directory.settings().bindPassword();
    return password == null
        ? null
        : vault.encrypt(
            password, context(directory.organization().value(), directory.id().value()));
  }

  private @Nullable Secret password(DirectoryEntity row) {
    return row.secret == null
        ? null
        : vault.decrypt(row.secret, context(row.key.organization(), row.key.id()));
  }

  static String context(long organization, long provider) {
    return "identity_provider/%d/%d".formatted(organization, provider);
  }
}
