package io.rollcall.persistence;

import io.rollcall.application.port.InvitationRepository;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.SecretVault;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Invitation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Invitations by mail hashed, the link encrypted: only the link is ever read again. */
@ApplicationScoped
@Transactional
class SqlInvitationRepository implements InvitationRepository {
  private static final String OPEN =
      " from invitation where organization_id = ? and accepted_by is null and not is_revoked";

  private final Tenancy tenancy;
  private final Jdbc jdbc;
  private final SecretVault vault;

  SqlInvitationRepository(Tenancy tenancy, Jdbc jdbc, SecretVault vault) {
    this.tenancy = tenancy;
    this.jdbc = jdbc;
    this.vault = vault;
  }

  @Override
  public void save(Invitation invitation) {
    var role = invitation.role();
    var acceptedBy = invitation.acceptedBy();
    tenancy.change(
        invitation.organization(),
        """
        insert into invitation (organization_id, id, email, role, workspaces, projects, token_hash, sender, sent_at,
          expires_at, delivery, delivery_problem, accepted_by, is_revoked)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (organization_id, id) do update set token_hash = excluded.token_hash, sender = excluded.sender,
          sent_at = excluded.sent_at, expires_at = excluded.expires_at, delivery = excluded.delivery,
          delivery_problem = excluded.delivery_problem, accepted_by = excluded.accepted_by, is_revoked = excluded.is_revoked""",
        invitation.organization().value(),
        invitation.id().value(),
        invitation.email().value(),
        role == null ? null : role.code(),
        Values.ids(invitation.workspaces(), WorkspaceId::value),
        Values.ids(invitation.projects(), ProjectId::value),
        invitation.token().hex(),
        invitation.sender().value(),
        invitation.sentAt(),
        invitation.expiresAt(),
        Codes.of(invitation.delivery()),
        invitation.deliveryProblem(),
        acceptedBy == null ? null : acceptedBy.value(),
        invitation.revoked());
  }

  @Override
  public Optional<Invitation> find(OrganizationId organization, InvitationId invitation) {
    return tenancy.first(
        organization,
        "select * from invitation where organization_id = ? and id = ?",
        SqlInvitationRepository::invitation,
        organization.value(),
        invitation.value());
  }

  @Override
  public Optional<Invitation> findOpen(OrganizationId organization, EmailAddress email) {
    return tenancy.first(
        organization,
        "select *" + OPEN + " and email = ?",
        SqlInvitationRepository::invitation,
        organization.value(),
        email.value());
  }

  @Override
  public Page<Invitation> open(OrganizationId organization, Page.Request page) {
    var flight = tenancy.flight(organization);
    var total = flight.query("select count(*)" + OPEN, row -> row.getLong(1), organization.value());
    var items =
        flight.query(
            "select *" + OPEN + " order by id desc offset ? limit ?",
            SqlInvitationRepository::invitation,
            organization.value(),
            page.offset(),
            page.size());
    flight.send();
    return new Page<>(items.all(), total.first().orElse(0L));
  }

  @Override
  public void delivered(
      OrganizationId organization,
      InvitationId invitation,
      TokenHash token,
      Invitation.Delivery delivery,
      @Nullable String problem) {
    tenancy.change(
        organization,
        """
        update invitation set delivery = ?, delivery_problem = ?
        where organization_id = ? and id = ? and token_hash = ?""",
        Codes.of(delivery),
        problem,
        organization.value(),
        invitation.value(),
        token.hex());
  }

  @Override
  public Optional<Link> link(OrganizationId organization) {
    return tenancy.first(
        organization,
        "select encrypted, since from invitation_link where organization_id = ?",
        row ->
            new Link(
                vault.decrypt(row.getBytes("encrypted"), context(organization)),
                Values.instant(row, "since")),
        organization.value());
  }

  @Override
  public void replaceLink(OrganizationId organization, Link link, TokenHash hash) {
    tenancy.change(
        organization,
        """
        insert into invitation_link (organization_id, token_hash, encrypted, since) values (?, ?, ?, ?)
        on conflict (organization_id) do update set token_hash = excluded.token_hash,
          encrypted = excluded.encrypted, since = excluded.since""",
        organization.value(),
        hash.hex(),
        vault.encrypt(link.token(), context(organization)),
        link.since());
  }

  @Override
  public Optional<Opened> findByHash(TokenHash token) {
    return jdbc.first("select * from invited_by(?)", SqlInvitationRepository::opened, token.hex());
  }

  private static Opened opened(ResultSet row) throws SQLException {
    var invitation = Values.longOrNull(row, "invitation_id");
    return new Opened(
        new OrganizationId(row.getLong("organization_id")),
        invitation == null ? null : new InvitationId(invitation));
  }

  private static Invitation invitation(ResultSet row) throws SQLException {
    var role = row.getString("role");
    var acceptedBy = Values.longOrNull(row, "accepted_by");
    return new Invitation(
        new InvitationId(row.getLong("id")),
        new OrganizationId(row.getLong("organization_id")),
        new EmailAddress(row.getString("email")),
        role == null ? null : Targets.role(role),
        Values.longs(row, "workspaces").stream()
            .map(WorkspaceId::new)
            .collect(Collectors.toUnmodifiableSet()),
        Values.longs(row, "projects").stream()
            .map(ProjectId::new)
            .collect(Collectors.toUnmodifiableSet()),
        new TokenHash(row.getString("token_hash")),
        new UserId(row.getLong("sender")),
        Values.instant(row, "sent_at"),
        Values.instant(row, "expires_at"),
        Codes.read(Invitation.Delivery.class, row.getString("delivery")),
        row.getString("delivery_problem"),
        acceptedBy == null ? null : new UserId(acceptedBy),
        row.getBoolean("is_revoked"));
  }

  static String context(OrganizationId organization) {
    return "invitation_link/" + organization;
  }
}
