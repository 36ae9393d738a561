package io.rollcall.server.outbound;

import io.rollcall.domain.federation.OutboundPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives adapters that connect to typed-in addresses what the operator configured. */
@ApplicationScoped
class OutboundPolicyProducer {
  @Produces
  @Singleton
  OutboundPolicy policy(OutboundConfig config) {
    return OutboundPolicy.allowing(config.allowedNetworks().orElse(List.of()));
  }
}
