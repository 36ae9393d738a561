package io.rollcall.saml;

import io.rollcall.application.port.SamlMetadataReader;
import io.rollcall.domain.federation.OutboundPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** Fetches metadata over a connection of its own, which leads nowhere but where it may. */
@ApplicationScoped
public class FetchingSamlMetadataReader implements SamlMetadataReader {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final OutboundPolicy policy;

  FetchingSamlMetadataReader(OutboundPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Optional<String> problemIn(String xml) {
    return MetadataDocument.problem(new StringReader(xml));
  }

  @Override
  public Optional<String> problemAt(String url) {
    try {
      var fetch =
          new GuardedFetch(
              policy,
              InetAddress::getAllByName,
              (SSLSocketFactory) SSLSocketFactory.getDefault(),
              LIMIT);
      return MetadataDocument.problem(new ByteArrayInputStream(fetch.get(new URI(url.strip()))));
    } catch (URISyntaxException noAddress) {
      return Optional.of("It is no address.");
    } catch (FetchFailed failed) {
      return Optional.of(String.valueOf(failed.getMessage()));
    }
  }
}
