package io.rollcall.domain.membership;

import java.util.List;

/** The reason for a role in one English sentence. */
final class Summary {
  private Summary() {}

  static String of(Decision decision, boolean waiting) {
    return waiting
        ? "Entitled to %s, waiting for a free seat: %s"
            .formatted(decision.role().title(), decapitalized(because(decision)))
        : because(decision);
  }

  private static String because(Decision decision) {
    return switch (decision.rule()) {
      case OWNER -> "Owns the organization.";
      case SUSPENSION -> suspended(decision.suspension());
      case MANUAL_PIN -> decision.role().title() + ", set by an administrator.";
      case HIGHEST_MAPPED ->
          decision.role().title() + " as a member of " + group(decision.grant()) + ".";
      case INVITATION -> "%s by invitation.".formatted(decision.role().title());
      case LOST_LAST_GROUP ->
          "No longer in any group that gives a role; the last one was %s."
              .formatted(group(decision.grant()));
      case DEFAULT ->
          decision.grant() == null
              ? "Nothing gives a role yet."
              : "%s, the default role at joining.".formatted(decision.role().title());
      case SEAT_LIMIT ->
          throw new IllegalArgumentException("the seat limit decides nothing by itself");
    };
  }

  private static String suspended(@org.jspecify.annotations.Nullable Suspension suspension) {
    if (suspension == null) {
      throw new IllegalArgumentException("a suspension without a suspension");
    }
    return switch (suspension.cause()) {
      case Suspension.Cause.ByAdministrator ignored -> "Deactivated by an administrator.";
      case Suspension.Cause.Disabled ignored -> "Disabled in the directory.";
      case Suspension.Cause.Gone ignored -> "No longer listed by the directory.";
      case Suspension.Cause.InGroup in ->
          "Deactivated as a member of %s.".formatted(chain(in.group()));
    };
  }

  private static String group(@org.jspecify.annotations.Nullable Grant grant) {
    return grant != null && grant.source() instanceof Source.Provider provider
        ? chain(provider.group())
        : "a group";
  }

  private static String chain(GroupRef group) {
    List<String> path = group.path();
    return path.size() < 2
        ? group.name()
        : "%s (through %s)"
            .formatted(group.name(), String.join(" → ", path.subList(0, path.size() - 1)));
  }

  private static String decapitalized(String sentence) {
    return sentence.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + sentence.substring(1);
  }
}
