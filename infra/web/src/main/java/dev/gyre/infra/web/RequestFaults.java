package dev.gyre.infra.web;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.util.Map;
import java.util.Optional;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.util.InvalidMimeTypeException;

/** Faults of the server that are the caller's: what came is no sound HTTP. */
final class RequestFaults {

  private RequestFaults() {}

  static Optional<PlatformException> translate(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      PlatformException known = known(cause);
      if (known != null) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  private static @Nullable PlatformException known(Throwable cause) {
    return switch (cause) {
      case InvalidParameterException parameter ->
          new PlatformException(
              ErrorCode.INVALID_ARGUMENT,
              "A parameter of the address or form cannot be decoded; percent-encode it in UTF-8",
              Map.of(),
              parameter);
      case InvalidMediaTypeException type ->
          PlatformException.invalid("Content-Type", type.getMediaType(), "a media type");
      case InvalidMimeTypeException type ->
          PlatformException.invalid("Content-Type", type.getMimeType(), "a media type");
      case BadRequestException framing -> unreadable(framing);
      default -> null;
    };
  }

  private static PlatformException unreadable(Throwable cause) {
    return new PlatformException(
        ErrorCode.UNREADABLE_BODY,
        "The body ended early or is not framed as announced; send it again",
        Map.of(),
        cause);
  }
}
