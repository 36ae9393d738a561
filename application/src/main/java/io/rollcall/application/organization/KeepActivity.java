package io.rollcall.application.organization;

import io.rollcall.application.port.ActivityRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;

/** Writes what was done, long after it was answered. */
@ApplicationScoped
public class KeepActivity {
  private final ActivityRepository activities;

  KeepActivity(ActivityRepository activities) {
    this.activities = activities;
  }

  /**
   * @return how many were kept: the rest concerns no organization that has a log
   */
  @Transactional
  public int execute(Collection<ActivityRepository.Entry> entries) {
    return activities.add(entries);
  }
}
