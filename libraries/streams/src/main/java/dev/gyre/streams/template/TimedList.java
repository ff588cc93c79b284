package dev.gyre.streams.template;

import dev.gyre.streams.declaration.StreamDeclaration;

/**
 * A text file that orders a stream by time: a row begins with seconds, {@code #} begins a comment.
 *
 * @param fileName in the folder of the sequence, for example {@code rgb.txt}
 */
public record TimedList(StreamDeclaration stream, String fileName, Content content) {

  /** What follows the time in a row. */
  public enum Content {
    /** The path of a file, from the folder of the list. */
    PATH,
    /** The numbers of the stream, as many as its form has. */
    NUMBERS
  }
}
