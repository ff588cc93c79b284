package dev.gyre.data.imports;

/** What came of an import: {@code inputs = imported + duplicates + rejected}. */
record ImportCounts(int inputs, int imported, int duplicates, int rejected) {

  ImportCounts {
    if (inputs != imported + duplicates + rejected) {
      throw new IllegalStateException(
          "%d inputs are not %d imported, %d duplicates and %d rejected"
              .formatted(inputs, imported, duplicates, rejected));
    }
  }
}
