package dev.gyre.api.data;

import dev.gyre.api.PlatformException;

/**
 * One version of a dataset, as all services name it.
 *
 * @param dataset the dataset's name
 * @param version its number, from 1
 */
public record DatasetRef(String dataset, int version) {

  public DatasetRef {
    if (version < 1) {
      throw PlatformException.invalid("version", version, "1 or more");
    }
  }

  @Override
  public String toString() {
    return dataset + "/" + version;
  }
}
