package io.rollcall.ldap;

import com.unboundid.ldap.sdk.Entry;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The attribute by which an entry is followed through renames, and how it reads. */
record StableId(String attribute) {
  private static final Set<String> GENERATED =
      Set.of("entryuuid", "objectguid", "nsuniqueid", "ipauniqueid", "guid");
  private static final int MAX_LENGTH = 255;

  static StableId ofPeople(@Nullable String setting, Vendor vendor) {
    return new StableId(setting == null ? vendor.idAttribute() : setting);
  }

  /** Groups have what the server generates; something like an employee number, only people have. */
  static StableId ofGroups(@Nullable String setting, Vendor vendor) {
    return new StableId(
        setting != null && GENERATED.contains(setting.toLowerCase(Locale.ROOT))
            ? setting
            : vendor.idAttribute());
  }

  /**
   * @throws ReadFailed when the entry has no such attribute, or what cannot be one
   */
  String of(Entry entry) {
    var values = entry.getAttribute(attribute);
    if (values == null || values.size() == 0) {
      throw missing(entry, "has no");
    }
    if (values.size() > 1) {
      throw missing(entry, "has several values of");
    }
    var id =
        isGuid() ? guid(values.getRawValues()[0].getValue()) : ValueReader.firstOf(values).strip();
    if (id.isEmpty()
        || id.length() > MAX_LENGTH
        || !Texts.clean(id).equals(id)
        || id.indexOf('\uFFFD') >= 0) {
      throw missing(entry, "has no usable");
    }
    return GENERATED.contains(attribute.toLowerCase(Locale.ROOT))
        ? id.toLowerCase(Locale.ROOT)
        : id;
  }

  private ReadFailed missing(Entry entry, String problem) {
    return new ReadFailed(
        ReadFailure.NO_STABLE_ID,
        "%s %s %s, by which it would be followed. Let the bind account read it, or choose another attribute."
            .formatted(Texts.clean(entry.getDN(), Texts.MAX_DN_LENGTH), problem, attribute));
  }

  private boolean isGuid() {
    return attribute.equalsIgnoreCase("objectGUID") || attribute.equalsIgnoreCase("GUID");
  }

  /**
   * The 16 bytes as text; Active Directory keeps the first three groups in little-endian order
   * (MS-DTYP 2.3.4.2).
   */
  private String guid(byte[] bytes) {
    if (bytes.length != 16) {
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
    if (!attribute.equalsIgnoreCase("objectGUID")) {
      return HexFormat.of().formatHex(bytes);
    }
    var little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long high =
        ((long) little.getInt() << 32)
            | ((long) (little.getShort() & 0xFFFF) << 16)
            | (little.getShort() & 0xFFFF);
    return new UUID(high, little.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
  }
}
