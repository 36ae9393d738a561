package io.rollcall.rest.common;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/**
 * Text is text: numbers and booleans are not quietly made into it, and what PostgreSQL cannot store
 * is refused here, with the field named, rather than there.
 */
final class TextDeserializer extends StdScalarDeserializer<String> {
  private static final long serialVersionUID = 1;

  TextDeserializer() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      context.handleUnexpectedToken(String.class, parser);
    }
    var text = parser.getText();
    if (!Input.isStorable(text)) {
      throw new UnusableText(parser);
    }
    return text;
  }
}
