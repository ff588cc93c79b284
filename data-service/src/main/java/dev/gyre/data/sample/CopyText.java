package dev.gyre.data.sample;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of PostgreSQL's COPY. */
final class CopyText {

  private final StringBuilder out = new StringBuilder();
  private boolean first = true;

  /** A value in its text form, or null. */
  CopyText value(@Nullable Object value) {
    separate();
    if (value == null) {
      out.append("\\N");
      return this;
    }
    String text = value.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
    return this;
  }

  CopyText bytes(byte @Nullable [] value) {
    return value(value == null ? null : "\\x" + HexFormat.of().formatHex(value));
  }

  CopyText end() {
    out.append('\n');
    first = true;
    return this;
  }

  private void separate() {
    if (!first) {
      out.append('\t');
    }
    first = false;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
