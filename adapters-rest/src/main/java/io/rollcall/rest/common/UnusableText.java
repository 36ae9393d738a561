package io.rollcall.rest.common;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** A JSON string that no database column can hold. */
final class UnusableText extends MismatchedInputException {
  private static final long serialVersionUID = 1;

  UnusableText(JsonParser parser) {
    super(parser, "Null characters are not allowed.", String.class);
  }
}
