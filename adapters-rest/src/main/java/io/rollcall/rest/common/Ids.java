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
      Map.of(
          ProjectId.class, ProjectId::new,
          GrantId.class, GrantId::new,
          OrganizationId.class, OrganizationId::new,
          UserId.class, UserId::new,
          WorkspaceId.class, WorkspaceId::new,
          ProviderId.class, ProviderId::new,
          InvitationId.class, InvitationId::new,
          SessionId.class, SessionId::new,
          SyncRunId.class, SyncRunId::new);

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
