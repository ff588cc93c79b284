package dev.gyre.streams.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * Names of zip entries. The library puts a question mark in place of every byte that is no UTF-8,
 * so that names of old archives would fall together; zip's own code page keeps them apart.
 */
final class ZipEntryName {

  private static final Charset CODE_PAGE_437 = Charset.forName("IBM437");

  private ZipEntryName() {}

  static String of(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    if (raw == null || entry.getNameSource() == ZipArchiveEntry.NameSource.UNICODE_EXTRA_FIELD) {
      return entry.getName();
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw));
      return entry.getName();
    } catch (CharacterCodingException e) {
      return new String(raw, CODE_PAGE_437);
    }
  }
}
