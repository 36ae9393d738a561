package io.rollcall.rest.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.rollcall.application.identity.Caller;
import io.rollcall.application.identity.OwnHotkeys;
import io.rollcall.application.identity.ReadAccount;
import io.rollcall.application.identity.SwitchOrganization;
import io.rollcall.application.identity.UpdateProfile;
import io.rollcall.application.port.Atomically;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people read and change of themselves, whichever path they take to it. */
@ApplicationScoped
public class OwnProfile {
  private final ReadAccount account;
  private final UpdateProfile profile;
  private final SwitchOrganization switching;
  private final OwnHotkeys hotkeys;
  private final Atomically atomically;
  private final ObjectWriter json;

  OwnProfile(
      ReadAccount account,
      UpdateProfile profile,
      SwitchOrganization switching,
      OwnHotkeys hotkeys,
      Atomically atomically,
      ObjectMapper mapper) {
    this.account = account;
    this.profile = profile;
    this.switching = switching;
    this.hotkeys = hotkeys;
    this.atomically = atomically;
    // A database may not hold every text, but it holds every text escaped.
    this.json = mapper.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
  }

  public AccountJson read(Caller caller) {
    return AccountJson.of(account.execute(caller), caller);
  }

  /** All that was sent, or nothing. */
  public AccountJson update(Caller caller, ProfileRequest sent) {
    return read(atomically.get(() -> updated(caller, sent)));
  }

  private Caller updated(Caller before, ProfileRequest sent) {
    profile.execute(
        new UpdateProfile.Command(
            before.user(), sent.username(), sent.firstName(), sent.lastName(), sent.phone()));
    replaceHotkeys(before, sent.customHotkeys());
    return sent.activeOrganization() == null
        ? before
        : switching.execute(before, organization(sent.activeOrganization()));
  }

  void replaceHotkeys(Caller caller, @Nullable Map<String, @Nullable Object> sent) {
    if (sent != null) {
      hotkeys.replace(caller.user(), text(sent));
    }
  }

  private String text(Map<String, @Nullable Object> sent) {
    try {
      return json.writeValueAsString(sent);
    } catch (JsonProcessingException wasJsonAMomentAgo) {
      throw new IllegalStateException(wasJsonAMomentAgo);
    }
  }

  private static OrganizationId organization(long id) {
    if (id <= 0) {
      throw new Violation.NotFound("organization").refused();
    }
    return new OrganizationId(id);
  }
}
