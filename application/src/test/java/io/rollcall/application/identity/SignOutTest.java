package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignOutTest extends IdentityUseCaseTest {
  private final SignOut signOut = new SignOut(world.sessions());

  @Test
  void sessionEnds() {
    var signedIn = signUp("ann@example.com");

    signOut.execute(signedIn.caller());

    assertThat(authenticate.bySession(signedIn.token())).isEmpty();
  }

  @Test
  void keyEndsNothing() {
    var signedIn = signUp("ann@example.com");

    signOut.execute(script(signedIn.caller().user(), signedIn.caller().active()));

    assertThat(authenticate.bySession(signedIn.token())).isPresent();
  }
}
