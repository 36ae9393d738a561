package io.rollcall.mail;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The kept letters at {@code /dev/mail}, each as text and as HTML. Only where the operator wants
 * them kept: else there is no such page.
 */
@ApplicationScoped
class KeptLetterPages {
  static final String PATH = "/dev/mail";

  /** Letters and these pages style themselves, and load nothing. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

  private final KeptLetters letters;
  private final MailSettings settings;
  private final Template list;
  private final Template text;

  KeptLetterPages(
      KeptLetters letters,
      MailSettings settings,
      @Location("kept-list.html") Template list,
      @Location("kept-text.html") Template text) {
    this.letters = letters;
    this.settings = settings;
    this.list = list;
    this.text = text;
  }

  void register(@Observes Router router) {
    if (settings.isShown()) {
      router.get(PATH).handler(context -> answer(context, list()));
      router.get(PATH + "/:number").handler(context -> one(context, this::text));
      router.get(PATH + "/:number/html").handler(context -> one(context, Letter::html));
    }
  }

  private String list() {
    return list.data("letters", letters.all()).render();
  }

  private String text(Letter letter) {
    return text.data("letter", letter).render();
  }

  private void one(RoutingContext context, Function<Letter, String> page) {
    number(context.pathParam("number"))
        .flatMap(letters::find)
        .map(KeptLetters.Kept::letter)
        .map(page)
        .ifPresentOrElse(
            body -> answer(context, body), () -> context.response().setStatusCode(404).end());
  }

  private static Optional<Integer> number(@Nullable String sent) {
    return sent != null && sent.matches("[0-9]{1,9}")
        ? Optional.of(Integer.valueOf(sent))
        : Optional.empty();
  }

  private static void answer(RoutingContext context, String body) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Referrer-Policy", "no-referrer")
        .end(body);
  }
}
