package dev.gyre.api.json;

import java.time.DateTimeException;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a time from its text and from nothing else; Jackson's own take a number as seconds. */
final class TextDeserializer<T> extends StdScalarDeserializer<T> {

  private final Function<String, T> parser;

  TextDeserializer(Class<T> type, Function<String, T> parser) {
    super(type);
    this.parser = parser;
  }

  @Override
  public T deserialize(JsonParser json, DeserializationContext context) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      return read(context.handleUnexpectedToken(getValueType(context), json));
    }
    String text = json.getString();
    try {
      return parser.apply(text);
    } catch (DateTimeException e) {
      return read(context.handleWeirdStringValue(handledType(), text, "no text of ISO 8601"));
    }
  }

  @SuppressWarnings("unchecked")
  private T read(Object other) {
    return (T) other;
  }
}
