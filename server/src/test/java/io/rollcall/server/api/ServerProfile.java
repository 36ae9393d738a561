package io.rollcall.server.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.rollcall.server.PostgresForTests;
import java.util.List;
import java.util.Map;

/** A server of its own, which an operator has configured otherwise. */
abstract class ServerProfile implements QuarkusTestProfile {
  private final Map<String, String> settings;

  ServerProfile(Map<String, String> settings) {
    this.settings = settings;
  }

  @Override
  public boolean disableGlobalTestResources() {
    return true;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(PostgresForTests.class, settings));
  }
}
