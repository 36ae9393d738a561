package io.rollcall.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.io.IOException;
import java.net.SocketException;
import javax.net.ssl.SSLException;

/**
 * What a server's answer, or the lack of one, means for a run (result codes of RFC 4511, appendix
 * A).
 */
final class Failures {
  private Failures() {}

  /**
   * The failure that an exchange ended with.
   *
   * @param doing what was being done, as the start of a sentence: {@code Reading people under
   *     ou=people,dc=example}
   * @param laterPage whether this was a page after the first, whose cookie the server may have lost
   */
  static ReadFailed of(LDAPException e, WatchedSocket socket, String doing, boolean laterPage) {
    var failure = classify(e, socket, laterPage);
    return new ReadFailed(failure, doing + ": " + explain(failure, e));
  }

  private static ReadFailure classify(LDAPException e, WatchedSocket socket, boolean laterPage) {
    var fault = socket.fault();
    if (fault.isPresent() && e.getResultCode().isClientSideResultCode()) {
      return switch (fault.get()) {
        case CLOSED -> ReadFailure.CONNECTION_LOST;
        case TIMED_OUT -> ReadFailure.TIMED_OUT;
      };
    }
    return byResultCode(e, laterPage);
  }

  private static ReadFailure byResultCode(LDAPException e, boolean laterPage) {
    return switch (e.getResultCode().intValue()) {
      case ResultCode.NO_SUCH_OBJECT_INT_VALUE -> ReadFailure.BASE_NOT_FOUND;
      case ResultCode.REFERRAL_INT_VALUE, ResultCode.REFERRAL_LIMIT_EXCEEDED_INT_VALUE ->
          ReadFailure.REFERRAL;
      case ResultCode.SIZE_LIMIT_EXCEEDED_INT_VALUE, ResultCode.ADMIN_LIMIT_EXCEEDED_INT_VALUE ->
          ReadFailure.SIZE_LIMIT;
      case ResultCode.TIME_LIMIT_EXCEEDED_INT_VALUE -> ReadFailure.TIME_LIMIT;
      case ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE,
          ResultCode.CONFIDENTIALITY_REQUIRED_INT_VALUE,
          ResultCode.STRONG_AUTH_REQUIRED_INT_VALUE,
          ResultCode.INAPPROPRIATE_AUTHENTICATION_INT_VALUE ->
          ReadFailure.ACCESS_DENIED;
      case ResultCode.FILTER_ERROR_INT_VALUE,
          ResultCode.INVALID_DN_SYNTAX_INT_VALUE,
          ResultCode.UNDEFINED_ATTRIBUTE_TYPE_INT_VALUE,
          ResultCode.INAPPROPRIATE_MATCHING_INT_VALUE ->
          ReadFailure.SETTINGS_INVALID;
      case ResultCode.UNWILLING_TO_PERFORM_INT_VALUE,
          ResultCode.UNAVAILABLE_CRITICAL_EXTENSION_INT_VALUE,
          ResultCode.PROTOCOL_ERROR_INT_VALUE ->
          laterPage ? ReadFailure.PAGE_LOST : ReadFailure.SERVER_ERROR;
      case ResultCode.OPERATIONS_ERROR_INT_VALUE ->
          needsBind(e) ? ReadFailure.ACCESS_DENIED : ReadFailure.SERVER_ERROR;
      case ResultCode.TIMEOUT_INT_VALUE -> ReadFailure.TIMED_OUT;
      case ResultCode.CONNECT_ERROR_INT_VALUE -> ReadFailure.CONNECTION_LOST;
      case ResultCode.SERVER_DOWN_INT_VALUE, ResultCode.DECODING_ERROR_INT_VALUE -> byCause(e);
      default -> ReadFailure.SERVER_ERROR;
    };
  }

  /** Active Directory answers an anonymous search with an operations error. */
  private static boolean needsBind(LDAPException e) {
    var text = e.getDiagnosticMessage();
    return text != null && text.contains("successful bind must be completed");
  }

  /**
   * The connection was closed by the SDK: because of what it read, or because it could not write.
   */
  private static ReadFailure byCause(LDAPException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketException || cause instanceof SSLException) {
        return ReadFailure.CONNECTION_LOST;
      }
      if (cause.getClass() == IOException.class) {
        return ReadFailure
            .ENTRY_TOO_LARGE; // a length over the limit is the only one the SDK makes itself
      }
    }
    return e.getResultCode().equals(ResultCode.DECODING_ERROR)
        ? ReadFailure.PROTOCOL_VIOLATION
        : ReadFailure.CONNECTION_LOST;
  }

  private static String explain(ReadFailure failure, LDAPException e) {
    return switch (failure) {
      case BASE_NOT_FOUND -> "there is no such entry, or this account may not see it" + said(e);
      case REFERRAL ->
          "the server refers to another one, which is not asked; name that server or a narrower base";
      case SIZE_LIMIT ->
          "the server ended the search at its size limit; let the bind account read without one"
              + said(e);
      case TIME_LIMIT ->
          "the server ended the search at its time limit; let the bind account read without one"
              + said(e);
      case ACCESS_DENIED -> "the server does not let this account read there" + said(e);
      case SETTINGS_INVALID ->
          "the server does not understand the base, the filter or an attribute" + said(e);
      case CONNECTION_LOST -> "the connection was closed";
      case TIMED_OUT -> "the server did not answer in time";
      case PAGE_LOST -> "the server lost track of the pages" + said(e);
      case ENTRY_TOO_LARGE -> "the server sent a message larger than allowed";
      case PROTOCOL_VIOLATION -> "the server sent what is not LDAP";
      case UNREACHABLE,
          ADDRESS_NOT_ALLOWED,
          TLS_FAILED,
          BIND_REFUSED,
          RANGE_UNREADABLE,
          NO_STABLE_ID,
          EMPTY_BASE,
          AMBIGUOUS_GROUP,
          AMBIGUOUS_PERSON,
          SERVER_ERROR ->
          "the server answered " + answer(e);
    };
  }

  /** The result code and what the server said with it. */
  static String answer(LDAPException e) {
    return "%d (%s)%s"
        .formatted(e.getResultCode().intValue(), e.getResultCode().getName(), said(e));
  }

  private static String said(LDAPException e) {
    var text = e.getDiagnosticMessage();
    return text == null || text.isBlank() ? "" : ". It said: " + Texts.clean(text, 200);
  }
}
