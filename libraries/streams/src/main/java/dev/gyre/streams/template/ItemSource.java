package dev.gyre.streams.template;

import dev.gyre.streams.array.NdArray;

/** Where the values of an item are. */
public sealed interface ItemSource {

  /** A place that a person finds: a path, or a list and its line. */
  String place();

  /** A whole file. */
  record File(String path) implements ItemSource {

    @Override
    public String place() {
      return path;
    }
  }

  /** A row of a list, read already. */
  record Row(String list, int line, NdArray values) implements ItemSource {

    @Override
    public String place() {
      return list + ":" + line;
    }
  }
}
