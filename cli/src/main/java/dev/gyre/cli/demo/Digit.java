package dev.gyre.cli.demo;

/**
 * A scanned digit.
 *
 * @param key its path in the archive without ending, such as {@code three/0013}
 * @param className what it is: the known truth
 */
record Digit(String key, String className) {

  /** The digit of a path such as {@code three/0013.png}. */
  static Digit of(String path) {
    return new Digit(
        path.substring(0, path.lastIndexOf('.')), path.substring(0, path.indexOf('/')));
  }

  /** Its file name in an archive of class folders. */
  String fileName() {
    return key + ".png";
  }
}
