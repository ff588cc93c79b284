package dev.gyre.worker.job;

import dev.gyre.api.Digest;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageIoCodec;
import dev.gyre.streams.shard.ShardKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Masks as PNG in a tar that WebDataset reads too, each found by its place without reading the
 * rest. Equal masks in an equal order give equal bytes.
 */
final class MaskTar implements AutoCloseable {

  static final String MEDIA_TYPE = "application/x-tar";

  private static final int BLOCK = 512;

  private final Path file;
  private final TarArchiveOutputStream tar;
  private final ImageIoCodec codec = new ImageIoCodec();
  private long end;

  /**
   * Where a mask stands.
   *
   * @param offset of its first byte in the tar
   * @param size in bytes
   * @param digest of these bytes
   */
  record Place(long offset, long size, Digest digest) {}

  MaskTar(Path file) throws IOException {
    this.file = file;
    this.tar =
        new TarArchiveOutputStream(
            new BufferedOutputStream(Files.newOutputStream(file)),
            BLOCK,
            StandardCharsets.US_ASCII.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_ERROR);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_ERROR);
  }

  Path file() {
    return file;
  }

  /** Adds the mask of a sample: one byte a pixel. */
  Place add(ManifestRow row, int heightPx, int widthPx, byte[] classes) throws IOException {
    byte[] png = codec.encodePng(new Image(heightPx, widthPx, 1, classes));
    TarArchiveEntry entry = new TarArchiveEntry(name(row));
    entry.setSize(png.length);
    entry.setModTime(0);
    entry.setIds(0, 0);
    // The library would write the name of the user that runs it.
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
    tar.write(png);
    tar.closeArchiveEntry();
    Place place = new Place(end + BLOCK, png.length, Digest.of(png));
    end += BLOCK + (png.length + BLOCK - 1L) / BLOCK * BLOCK;
    return place;
  }

  private static String name(ManifestRow row) {
    String key = ShardKey.fits(row.key()) ? ShardKey.of(row.key()).value() : row.sampleId();
    return key + ".png";
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
