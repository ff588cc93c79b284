package dev.gyre.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to run on a home, held by one process at a time. The operating system takes it back
 * when the process ends, however it ends; the file stays and tells who had it last.
 */
final class HomeLock implements AutoCloseable {

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @param purpose what this process is, told to whoever is refused meanwhile
   * @throws StartRefusedException if another process has the home
   */
  static HomeLock take(Home home, String purpose) {
    try {
      FileChannel channel =
          FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new StartRefusedException(
            "Gyre already runs on %s: %s. Stop it with 'gyre down', or choose another folder with --home"
                .formatted(home.root(), Files.readString(home.lock()).strip()));
      }
      channel.truncate(0);
      String holder = "process %d (%s)%n".formatted(ProcessHandle.current().pid(), purpose);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + home.lock() + " cannot be locked", e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
