package dev.gyre.streams.template;

import dev.gyre.streams.declaration.StreamDeclaration;

/** A stream and where its files lie. */
public record StreamTemplate(StreamDeclaration stream, PathTemplate template) {

  /** Reads the template. */
  public static StreamTemplate of(StreamDeclaration stream, String template) {
    return new StreamTemplate(stream, PathTemplate.parse(template));
  }
}
