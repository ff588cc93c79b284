package dev.gyre.infra.artifactstore;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import io.minio.BucketExistsArgs;
import io.minio.CopyObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One bucket of an S3 server. Shared by the artifact stores of a process; whoever made it closes
 * it.
 */
public final class S3Bucket implements AutoCloseable {

  private final MinioClient client;
  private final String bucket;

  /**
   * @param endpoint {@code http(s)://host:port}
   * @param bucket has to exist before the first use, see {@link #createIfMissing}
   */
  public S3Bucket(URI endpoint, String region, String bucket, String accessKey, String secretKey) {
    this.bucket = bucket;
    this.client =
        MinioClient.builder()
            .endpoint(endpoint.toString())
            .region(region)
            .credentials(accessKey, secretKey)
            .build();
    long minute = TimeUnit.MINUTES.toMillis(1);
    client.setTimeout(TimeUnit.SECONDS.toMillis(10), minute, minute);
  }

  /** Makes the bucket unless it is there. */
  public void createIfMissing() {
    answer(() -> {
      if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
      }
      return bucket;
    });
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException("The S3 client did not close", e);
    }
  }

  void put(String key, byte[] bytes, String mediaType) {
    answer(() ->
        client.putObject(
            PutObjectArgs.builder()
                .bucket(bucket)
                .object(key)
                .contentType(mediaType)
                .data(bytes, bytes.length)
                .build()));
  }

  void put(String key, Path file, String mediaType) {
    answer(() ->
        client.uploadObject(
            UploadObjectArgs.builder()
                .bucket(bucket)
                .object(key)
                .contentType(mediaType)
                .filename(file.toString())
                .build()));
  }

  /** The whole object; empty if there is none. */
  Optional<InputStream> get(String key) {
    return find(() -> client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build()));
  }

  /** A part of at least one byte; empty if there is no object or it ends before. */
  Optional<InputStream> get(String key, long offset, long length) {
    return find(() ->
        client.getObject(
            GetObjectArgs.builder()
                .bucket(bucket)
                .object(key)
                .offset(offset)
                .length(length)
                .build()));
  }

  /** The object's size in bytes; empty if there is none. */
  Optional<Long> size(String key) {
    return find(() ->
        client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build()).size());
  }

  /** Copies inside the server, up to 5 GiB; false if there is no source. */
  boolean copy(String from, String to) {
    return find(() ->
            client.copyObject(
                CopyObjectArgs.builder()
                    .bucket(bucket)
                    .object(to)
                    .source(SourceObject.builder().bucket(bucket).object(from).build())
                    .build()))
        .isPresent();
  }

  void delete(String key) {
    find(() -> {
      client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build());
      return key;
    });
  }

  List<String> keysBefore(String prefix, Instant before) {
    List<String> keys = new ArrayList<>();
    Iterable<Result<Item>> items =
        client.listObjects(
            ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).build());
    for (Result<Item> result : items) {
      Item item = answer(result::get);
      if (item.lastModified().toInstant().isBefore(before)) {
        keys.add(item.objectName());
      }
    }
    return keys;
  }

  /** An address that works without other credentials, with exactly these headers. */
  URI presign(Http.Method method, String key, Duration life, Map<String, String> headers) {
    return URI.create(
        answer(() ->
            client.getPresignedObjectUrl(
                GetPresignedObjectUrlArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .method(method)
                    .expiry(Math.toIntExact(life.toSeconds()))
                    .extraHeaders(headers)
                    .build())));
  }

  private static <T> T answer(Request<T> request) {
    try {
      return request.send();
    } catch (MinioException e) {
      throw unavailable(e);
    }
  }

  private static <T> Optional<T> find(Request<T> request) {
    try {
      return Optional.of(request.send());
    } catch (MinioException e) {
      int status = status(e);
      // Not found; range not satisfiable.
      if (status == 404 || status == 416) {
        return Optional.empty();
      }
      throw unavailable(e);
    }
  }

  private static int status(@Nullable Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof ErrorResponseException refused) {
        return refused.response().code();
      }
    }
    return 0;
  }

  private static PlatformException unavailable(MinioException e) {
    return new PlatformException(
        ErrorCode.DEPENDENCY,
        "The object store did not answer as it should (%s); repeat later, or look at its log"
            .formatted(e.getMessage()),
        Map.of("dependency", "object-store"),
        e);
  }

  @FunctionalInterface
  private interface Request<T> {
    T send() throws MinioException;
  }
}
