package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import java.util.Optional;

/** Reads about organizations as a whole. */
public interface OrganizationViews {
  /** How much there is of everything, from kept counts; nothing when there is no organization. */
  Optional<Counts> counts(OrganizationId organization);

  /**
   * @param members who belong
   * @param seats how many of them hold a seat of the plan
   */
  record Counts(int members, int seats, int projects) {}
}
