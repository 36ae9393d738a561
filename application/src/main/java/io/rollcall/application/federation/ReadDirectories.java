package io.rollcall.application.federation;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.DirectoryReader;
import io.rollcall.application.port.DirectoryRepository;
import io.rollcall.domain.federation.ConnectionTest;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What those who manage identity providers see of directories: the connections, a test of one, its
 * groups.
 */
@ApplicationScoped
public class ReadDirectories {
  private final DirectoryAccess access;
  private final DirectoryRepository directories;
  private final DirectoryReader reader;
  private final Atomically atomically;

  ReadDirectories(
      DirectoryAccess access,
      DirectoryRepository directories,
      DirectoryReader reader,
      Atomically atomically) {
    this.access = access;
    this.directories = directories;
    this.reader = reader;
    this.atomically = atomically;
  }

  public List<Directory> all(OrganizationId organization, UserId actor) {
    return atomically.get(
        () -> {
          access.require(organization, actor);
          return directories.all(organization);
        });
  }

  public Directory one(OrganizationId organization, UserId actor, ProviderId id) {
    return atomically.get(
        () ->
            access.require(
                organization, actor, "directory", () -> directories.find(organization, id)));
  }

  /** Tries the stored connection. No transaction is open while the directory is asked. */
  public ConnectionTest test(OrganizationId organization, UserId actor, ProviderId id) {
    return reader.test(one(organization, actor, id).settings());
  }

  /**
   * @throws io.rollcall.domain.federation.ReadFailed when the directory cannot be asked
   */
  public List<DirectoryGroup> groups(
      OrganizationId organization, UserId actor, ProviderId id, String search, int limit) {
    return reader.searchGroups(one(organization, actor, id).settings(), search, limit);
  }
}
