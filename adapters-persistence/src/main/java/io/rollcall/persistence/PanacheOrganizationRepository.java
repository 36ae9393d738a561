package io.rollcall.persistence;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.NotedFields;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Seats;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Organizations and their members. The root is an entity; what a decision reads and writes of
 * members is SQL, since it is many rows of five tables in one round trip.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class PanacheOrganizationRepository
    implements OrganizationRepository, ShortLived<OrganizationEntity, Long> {
  private static final String LOCK =
      "select o.id from organization o where o.id = ? for no key update";

  private static final String READ =
      "select " + OrganizationRows.COLUMNS + "\nfrom organization o where o.id = ?";

  private final Tenancy tenancy;
  private final IdSource ids;
  private final ChangeNotes notes;

  PanacheOrganizationRepository(Tenancy tenancy, IdSource ids, ChangeNotes notes) {
    this.tenancy = tenancy;
    this.ids = ids;
    this.notes = notes;
  }

  @Override
  public OrganizationSlice lock(
      OrganizationId organization, Collection<UserId> users, Occasion occasion) {
    return slice(organization, SliceReader.People.ofAndOwner(organization, users), occasion);
  }

  @Override
  public OrganizationSlice lockManaged(
      OrganizationId organization, UserId actor, Occasion occasion) {
    return slice(organization, SliceReader.People.managed(organization, actor), occasion);
  }

  private OrganizationSlice slice(
      OrganizationId organization, SliceReader.People people, Occasion occasion) {
    var flight = tenancy.flight(organization);
    flight.query(LOCK, row -> "", organization.value());
    var root = flight.query(READ, Root::read, organization.value());
    var members = new SliceReader(flight, organization, people, true);
    flight.send();
    return root.first()
        .map(
            read ->
                new OrganizationSlice(
                    read.organization(), read.seats(), members.members(), ids, occasion))
        .orElseThrow(() -> new Violation.NotFound("organization").refused());
  }

  private record Root(Organization organization, Seats seats) {
    static Root read(java.sql.ResultSet row) throws java.sql.SQLException {
      return new Root(OrganizationRows.read(row), OrganizationRows.seats(row));
    }
  }

  @Override
  public List<Membership> lockWaiting(OrganizationId organization, int count) {
    if (count <= 0) {
      return List.of();
    }
    var flight = tenancy.flight(organization);
    var waiting =
        new SliceReader(
            flight, organization, SliceReader.People.waiting(organization, count), true);
    flight.send();
    return waiting.members().stream().sorted(Seats.ORDER).toList();
  }

  @Override
  public void save(OrganizationSlice slice) {
    var organization = slice.organization();
    if (slice.isNew()) {
      tenancy.enter(organization.id());
      insert(new OrganizationEntity(organization));
    }
    var flight = tenancy.flight(organization.id());
    if (slice.organizationChanged()) {
      if (!slice.isNew()) {
        change(flight, organization);
      }
      override(flight, organization);
    }
    var written = new SliceWriter(flight, organization.id(), slice.changes()).write();
    flight.send();
    written.check();
    NotedFields.changes(slice).forEach(notes::changed);
  }

  private static void change(Flight flight, Organization organization) {
    var policy = organization.policy();
    var plan = organization.plan();
    flight.change(
        """
        update organization set title = ?, contact_info = ?, owner_id = ?, default_role = ?,
          manual_role_management = ?, manual_workspace_management = ?, manual_project_member_management = ?,
          seat_limit = ?, plan_more_organizations = ?, plan_sso = ?, plan_ldap = ?, plan_scim = ?,
          plan_activity_log = ?, version = version + 1
        where id = ?""",
        organization.title(),
        organization.contactInfo(),
        organization.owner().value(),
        organization.defaultRole().code(),
        policy.manualRoles(),
        policy.manualWorkspaces(),
        policy.manualProjectMembers(),
        plan.seatLimit(),
        plan.moreOrganizations(),
        plan.sso(),
        plan.ldap(),
        plan.scim(),
        plan.activityLog(),
        organization.id().value());
  }

  private static void override(Flight flight, Organization organization) {
    flight.change(
        "delete from permission_override where organization_id = ?", organization.id().value());
    var overrides = OrganizationRows.overrides(organization);
    if (!overrides.isEmpty()) {
      flight.change(
          """
          insert into permission_override
          select * from jsonb_populate_recordset(null::permission_override, ?::jsonb)""",
          overrides.json());
    }
  }

  @Override
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<Organization> find(OrganizationId organization) {
    return tenancy.first(organization, READ, OrganizationRows::read, organization.value());
  }

  @Override
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<Acting> acting(OrganizationId organization, UserId user) {
    var flight = tenancy.flight(organization);
    var acting = ActingRows.query(flight, organization, user);
    flight.send();
    return acting.first();
  }

  @Override
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<Membership> member(OrganizationId organization, UserId user) {
    var flight = tenancy.flight(organization);
    var found = new SliceReader(flight, organization, SliceReader.People.of(user), false);
    flight.send();
    return found.members().stream().findFirst();
  }
}
