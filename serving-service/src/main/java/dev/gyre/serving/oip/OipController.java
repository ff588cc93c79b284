package dev.gyre.serving.oip;

import dev.gyre.api.Access;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.Requires;
import dev.gyre.api.Unaudited;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import dev.gyre.serving.deployment.Admission;
import dev.gyre.serving.deployment.ServedEndpoints;
import dev.gyre.serving.predict.TensorPredictor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>,
 * version 2, under a prefix that clients take as the server's address. A model is an endpoint; its
 * only version is the one that answers. Bodies are read whatever their media type says, because
 * clients send none.
 */
@RestController
@RequestMapping("/oip/{project}/v2")
final class OipController {

  private static final String JSON_LENGTH = "Inference-Header-Content-Length";

  private final ServedEndpoints served;
  private final TensorPredictor predictor;
  private final OipProperties properties;

  OipController(ServedEndpoints served, TensorPredictor predictor, OipProperties properties) {
    this.served = served;
    this.predictor = predictor;
    this.properties = properties;
  }

  @GetMapping("/health/live")
  @Requires(Access.ANYONE)
  OipModels.Live live() {
    return new OipModels.Live(true);
  }

  @GetMapping("/health/ready")
  @Requires(Access.ANYONE)
  OipModels.Ready ready() {
    return new OipModels.Ready(true);
  }

  @GetMapping
  @Requires(Access.VIEWER)
  OipModels.Server server() {
    String version = getClass().getPackage().getImplementationVersion();
    return new OipModels.Server(
        "gyre", version == null ? "dev" : version, List.of("binary_tensor_data"));
  }

  @GetMapping("/models")
  @Requires(Access.VIEWER)
  OipModels.Models models() {
    return new OipModels.Models(served.names(project()));
  }

  /** The body, if there is one, could only narrow the list, and is not read. */
  @Unaudited("It only asks")
  @PostMapping("/repository/index")
  @Requires(Access.VIEWER)
  List<OipModels.Indexed> index() {
    return served.names(project()).stream()
        .map(name ->
            new OipModels.Indexed(name, served.isReady(project(), name) ? "READY" : "UNAVAILABLE"))
        .toList();
  }

  @GetMapping({"/models/{model}", "/models/{model}/versions/{version}"})
  @Requires(Access.VIEWER)
  OipModels.ModelMetadata metadata(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    try (Admission admission = served.admit(project(), model)) {
      requireVersion(admission, model, version);
      return OipModels.ModelMetadata.of(admission);
    }
  }

  @GetMapping({"/models/{model}/ready", "/models/{model}/versions/{version}/ready"})
  @Requires(Access.VIEWER)
  ResponseEntity<Object> modelReady(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    if (!served.isReady(project(), model)) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .body(new OipModels.Failure("Model '%s' is not ready".formatted(model)));
    }
    if (version != null) {
      try (Admission admission = served.admit(project(), model)) {
        requireVersion(admission, model, version);
      }
    }
    return ResponseEntity.ok(new OipModels.ModelReady(model, true));
  }

  @Unaudited("The prediction log has each call")
  @PostMapping({"/models/{model}/infer", "/models/{model}/versions/{version}/infer"})
  @Requires(Access.LABELLER)
  ResponseEntity<byte[]> infer(
      @PathVariable ProjectSlug project,
      @PathVariable String model,
      @PathVariable(required = false) @Nullable String version,
      HttpServletRequest request) {
    AtomicReference<@Nullable InferRequest> read = new AtomicReference<>();
    TensorPredictor.Inference inference =
        predictor.infer(
            project(),
            project,
            model,
            version == null ? null : number(model, version),
            _ -> {
              InferRequest parsed =
                  InferRequestReader.read(model, body(request), request.getHeader(JSON_LENGTH));
              read.set(parsed);
              return parsed.image();
            });
    InferRequest parsed = read.get();
    if (parsed == null) {
      throw new IllegalStateException("The predictor has not read the request");
    }
    InferResponse response = InferResponse.of(model, parsed, inference);
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (response.hasBinary()) {
      return answer
          .header(JSON_LENGTH, Integer.toString(response.jsonLength()))
          .contentType(MediaType.APPLICATION_OCTET_STREAM)
          .body(response.body());
    }
    return answer.contentType(MediaType.APPLICATION_JSON).body(response.body());
  }

  /** What of the protocol is not there is told in the protocol's words. */
  @RequestMapping("/**")
  @Requires(Access.ANYONE)
  ResponseEntity<OipModels.Failure> unknown(HttpServletRequest request) {
    return ResponseEntity.status(HttpStatus.NOT_FOUND)
        .body(
            new OipModels.Failure(
                "There is no %s %s here".formatted(request.getMethod(), request.getRequestURI())));
  }

  private byte[] body(HttpServletRequest request) {
    int most = (int) properties.maxBodySize().toBytes();
    try (InputStream in = decompressed(request)) {
      byte[] body = in.readNBytes(most);
      if (body.length == most && in.read() >= 0) {
        throw new PlatformException(
            ErrorCode.TOO_LARGE,
            "The request has more than %d bytes, the most that is taken".formatted(most));
      }
      return body;
    } catch (ZipException e) {
      throw new PlatformException(
          ErrorCode.UNREADABLE_BODY, "The body is not compressed as announced: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("The request could not be read to its end", e);
    }
  }

  private static InputStream decompressed(HttpServletRequest request) throws IOException {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    return switch (encoding == null ? "identity" : encoding) {
      case "identity" -> request.getInputStream();
      case "gzip" -> new GZIPInputStream(request.getInputStream());
      case "deflate" -> new InflaterInputStream(request.getInputStream());
      default -> throw PlatformException.invalid("Content-Encoding", encoding, "gzip or deflate");
    };
  }

  private static void requireVersion(Admission admission, String model, @Nullable String version) {
    if (version != null && number(model, version) != admission.modelVersion()) {
      throw PlatformException.notFound("version", model + "/" + version);
    }
  }

  private static int number(String model, String version) {
    try {
      return Integer.parseInt(version);
    } catch (NumberFormatException e) {
      throw PlatformException.notFound("version", model + "/" + version);
    }
  }

  private static ProjectId project() {
    return Callers.current().requireProject();
  }
}
