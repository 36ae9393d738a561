package io.rollcall.rest.organization;

import io.rollcall.domain.identity.Secret;
import io.rollcall.rest.Installation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The invitation link of an organization; who may read it may hand it out. */
@Schema(name = "OrganizationInvite")
record OrganizationInviteJson(String inviteUrl, String token) {
  static OrganizationInviteJson of(Secret token, Installation installation) {
    return new OrganizationInviteJson(
        installation.link("/signup?token=" + token.reveal()), token.reveal());
  }

  @Override
  public String toString() {
    return "OrganizationInvite[***]";
  }
}
