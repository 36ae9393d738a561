package io.rollcall.rest.common;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * JSON as the published API has it: snake case, microseconds, and types that mean what they say.
 */
@Singleton
public class JsonSettings implements ObjectMapperCustomizer {
  private static final List<CoercionInputShape> FOREIGN_SHAPES =
      List.of(
          CoercionInputShape.String,
          CoercionInputShape.EmptyString,
          CoercionInputShape.Float,
          CoercionInputShape.EmptyArray);

  /** Last: of two serializers for one type, the one registered later counts. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    for (var shape : FOREIGN_SHAPES) {
      mapper.coercionConfigFor(LogicalType.Integer).setCoercion(shape, CoercionAction.Fail);
      mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(shape, CoercionAction.Fail);
    }
    mapper
        .coercionConfigFor(LogicalType.Integer)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    mapper
        .coercionConfigFor(LogicalType.Boolean)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    mapper.registerModule(
        new SimpleModule("rollcall")
            .addSerializer(new Microseconds())
            .addDeserializer(String.class, new TextDeserializer()));
  }

  /** RFC 3339 in UTC with exactly six digits, so that texts of equal length compare like times. */
  private static final class Microseconds extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    Microseconds() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant at, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeString(FORMAT.format(at));
    }
  }
}
