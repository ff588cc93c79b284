package dev.gyre.data.imports;

import dev.gyre.api.Digest;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.project.TaskContract;
import org.jspecify.annotations.Nullable;

/**
 * What a job of type {@code import} works on.
 *
 * @param format absent in jobs of before there were several: {@code class_folder}
 * @param contract the newest when the archive was sent: every attempt judges by the same
 * @param author of the labels
 */
record ImportInput(
    ImportId id,
    Digest archive,
    @Nullable ImportFormat format,
    TaskContract contract,
    String author) {

  ArchiveReading reading() {
    return (format == null ? ImportFormat.CLASS_FOLDER : format).reading();
  }
}
