package dev.gyre.streams.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A sink that keeps all. */
final class Collected implements ClassFolderSink {

  final List<ClassFolderFile> files = new ArrayList<>();
  final SequencedMap<String, byte[]> bytesByKey = new LinkedHashMap<>();
  final SequencedMap<String, ArchiveReject.Reason> rejects = new LinkedHashMap<>();

  @Override
  public void accept(ClassFolderFile file, byte[] bytes) {
    files.add(file);
    bytesByKey.put(file.key(), bytes);
  }

  @Override
  public void reject(ArchiveReject reject) {
    rejects.put(reject.path(), reject.reason());
  }
}
