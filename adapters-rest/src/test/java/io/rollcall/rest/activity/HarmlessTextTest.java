package io.rollcall.rest.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HarmlessTextTest {
  @Test
  void operationsAndNumbersAreKept() {
    for (var path :
        new String[] {
          "/api/organizations/7/memberships/12/",
          "/api/organizations/7/permissions/use_ai_assistant",
          "/api/auth/email/send-verification"
        }) {
      assertThat(HarmlessText.path(path)).isEqualTo(path);
    }
  }

  @Test
  void whatReadsLikeAKeyIsNot() {
    assertThat(HarmlessText.path("/api/token/eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl"))
        .isEqualTo("/api/token/…");
    assertThat(HarmlessText.path("/api/0123456789abcdef0123456789abcdef01234567/"))
        .isEqualTo("/api/…/");
  }

  @Test
  void refererLosesNameQueryAndFragment() {
    assertThat(HarmlessText.referer("https://a:secret@example.com/reset/now?token=secret#secret"))
        .isEqualTo("https://example.com/reset/now");
    assertThat(HarmlessText.referer("https://example.com?token=secret"))
        .isEqualTo("https://example.com");
    assertThat(HarmlessText.referer("javascript:secret")).isEmpty();
    assertThat(HarmlessText.referer(null)).isEmpty();
  }
}
