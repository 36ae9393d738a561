package io.rollcall.application.identity;

import io.rollcall.application.organization.FoundOrganizationFixture;
import io.rollcall.application.organization.SignUp;
import io.rollcall.application.port.FixedServerInfo;
import io.rollcall.application.port.RecordingMailer;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.UserId;
import org.jspecify.annotations.Nullable;

/** Signing up, in and out. */
public abstract class IdentityUseCaseTest extends UseCaseTest {
  protected static final Client CLIENT = new Client("Firefox", "192.0.2.1");
  protected static final Secret PASSWORD = Secret.of("correct horse");

  protected final RecordingMailer mailer = new RecordingMailer();
  protected final OpenSession open =
      new OpenSession(world.sessions(), world.vault(), world.ids(), world.notes(), world.clock());
  protected final SignIn signIn =
      new SignIn(
          world.users(),
          world.accountViews(),
          open,
          world.hasher(),
          FixedServerInfo.DEFAULT,
          AttemptsFixture.in(world),
          world.atomically(),
          world.notes());
  protected final Authenticate authenticate =
      new Authenticate(
          world.sessions(),
          world.legacyTokens(),
          world.vault(),
          FixedServerInfo.DEFAULT,
          world.clock());

  protected SignUp signUp(ServerInfo server) {
    return FoundOrganizationFixture.signUp(world, server, open, mailer);
  }

  protected SignedIn signUp(String email) {
    return signUp(FixedServerInfo.DEFAULT)
        .execute(new SignUp.Command(email, PASSWORD, "Ann", "Lee", CLIENT))
        .orElseThrow();
  }

  /** Somebody with a browser open. */
  static Caller browser(
      SignedIn signedIn, @Nullable OrganizationId active, @Nullable OrganizationId boundTo) {
    return new Caller(signedIn.caller().user(), active, boundTo, signedIn.caller().credential());
  }

  static Caller script(UserId user, OrganizationId organization) {
    return new Caller(user, organization, organization, new Caller.Credential.ByLegacyToken());
  }
}
