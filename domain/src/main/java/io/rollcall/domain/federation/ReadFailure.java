package io.rollcall.domain.federation;

import java.util.Locale;

/**
 * Why a directory could not be read whole. Absence is never inferred from failure: each of these
 * ends the run with nothing changed. The codes are stable: API, log, sync report and documentation
 * use them.
 */
public enum ReadFailure {
  /** No server of the list accepted a connection in time. */
  UNREACHABLE,
  /** The address is outside what the operator allows, or plain text where it is not allowed. */
  ADDRESS_NOT_ALLOWED,
  /** TLS could not be agreed on, or the certificate is not trusted or is for another host. */
  TLS_FAILED,
  /** The bind DN or password was refused. */
  BIND_REFUSED,
  /** A base DN does not exist. */
  BASE_NOT_FOUND,
  /** A filter or DN of the settings is not one. */
  SETTINGS_INVALID,
  /** The server does not let this account read there. */
  ACCESS_DENIED,
  SIZE_LIMIT,
  TIME_LIMIT,
  /** The server answered with a referral: what it refers to was not read. */
  REFERRAL,
  /** The connection was closed while reading. */
  CONNECTION_LOST,
  /** No answer within the response time-out, or the run as a whole took longer than allowed. */
  TIMED_OUT,
  /** The server ended paging early or lost its cookie. */
  PAGE_LOST,
  /** An attribute with ranges could not be read to its end. */
  RANGE_UNREADABLE,
  /** A message or entry was larger than allowed. */
  ENTRY_TOO_LARGE,
  /** An entry outside the base it was asked for, or another breach of the protocol. */
  PROTOCOL_VIOLATION,
  /** An entry has no stable id, so nobody could be followed. */
  NO_STABLE_ID,
  /** A base that listed people at the last run lists nobody now. */
  EMPTY_BASE,
  /** A mapping names a group by a common name that several groups have. */
  AMBIGUOUS_GROUP,
  /** More than one person could be meant. */
  AMBIGUOUS_PERSON,
  /** Any other result code of the server; the text names it. */
  SERVER_ERROR;

  /** The kebab-case code: {@code size-limit}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
