package io.rollcall.rest.common;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.MemberTagImportId;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Ids in paths. What cannot be one is the id of nothing: 404, as for any other unknown one. */
@Provider
public class Ids implements ParamConverterProvider {
  private static final Map<Class<?>, LongFunction<?>> IDS =
      Map.ofEntries(
          Map.entry(ProjectId.class, ProjectId::new),
          Map.entry(MemberTagId.class, MemberTagId::new),
          Map.entry(MemberTagImportId.class, MemberTagImportId::new),
          Map.entry(GrantId.class, GrantId::new),
          Map.entry(OrganizationId.class, OrganizationId::new),
          Map.entry(UserId.class, UserId::new),
          Map.entry(WorkspaceId.class, WorkspaceId::new),
          Map.entry(ProviderId.class, ProviderId::new),
          Map.entry(InvitationId.class, InvitationId::new),
          Map.entry(SessionId.class, SessionId::new),
          Map.entry(SyncRunId.class, SyncRunId::new));

  @Override
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type genericType, Annotation[] annotations) {
    var id = IDS.get(type);
    return id == null ? null : new IdConverter<>(type, id);
  }

  private record IdConverter<T>(Class<T> type, LongFunction<?> id) implements ParamConverter<T> {
    @Override
    public T fromString(String text) {
      return type.cast(id.apply(number(text)));
    }

    @Override
    public String toString(T value) {
      return value.toString();
    }

    private static long number(String text) {
      if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new NotFoundException();
      }
      try {
        long number = Long.parseLong(text);
        if (number > 0) {
          return number;
        }
      } catch (NumberFormatException beyondLong) {
        throw new NotFoundException(beyondLong);
      }
      throw new NotFoundException();
    }
  }
}
