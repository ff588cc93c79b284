package dev.gyre.infra.peers;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.echo.EchoApi;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.springframework.web.bind.annotation.RestController;

@RestController
class EchoController implements EchoApi {

  @Override
  public Echo say(ProjectSlug project, Echo echo) {
    return new Echo(echo.text(), echo.at(), Callers.current().displayName());
  }

  @Override
  public Echo shout(ProjectSlug project, Echo echo) {
    return say(project, echo);
  }

  @Override
  public Echo fail(ProjectSlug project, boolean expected) {
    if (expected) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE, "Not now: état 'x'", Map.of("link", "a b"));
    }
    throw new IllegalArgumentException("a secret detail");
  }

  @Override
  public InputStream bytes(ProjectSlug project, int count) {
    return new Endless(count);
  }

  /** That many bytes, made as they are read. */
  private static final class Endless extends InputStream {
    private int left;

    Endless(int count) {
      this.left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 7 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count = Math.min(length, left);
      if (left == 0) {
        return -1;
      }
      Arrays.fill(buffer, offset, offset + count, (byte) 7);
      left -= count;
      return count;
    }
  }
}
