package dev.gyre.onnx;

/** One dimension of a declared shape. */
public sealed interface Dimension {

  /** A size that never changes, at least 1. */
  record Fixed(long size) implements Dimension {
    /** Refuses sizes below 1. */
    public Fixed {
      if (size < 1) {
        throw new OnnxException("A fixed dimension is at least 1, not %d".formatted(size));
      }
    }
  }

  /** A size the caller chooses; equal names within one call stand for equal sizes. */
  record Named(String name) implements Dimension {
    /** Refuses blank names. */
    public Named {
      if (name.isBlank()) {
        throw new OnnxException("A dynamic dimension needs a name, such as N");
      }
    }
  }

  /** A fixed dimension. */
  static Dimension of(long size) {
    return new Fixed(size);
  }

  /** A dynamic dimension. */
  static Dimension of(String name) {
    return new Named(name);
  }
}
