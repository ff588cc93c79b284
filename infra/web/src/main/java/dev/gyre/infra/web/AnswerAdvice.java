package dev.gyre.infra.web;

import dev.gyre.api.Creates;
import dev.gyre.api.Versioned;
import dev.gyre.api.job.Job;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Adds what HTTP knows and records do not: the ETag of a versioned entity, 201 for a new one, 202
 * and an address to look at for long work.
 */
@RestControllerAdvice
final class AnswerAdvice implements ResponseBodyAdvice<Object> {

  private static final Pattern PROJECT = Pattern.compile("^/api/v1/projects/[^/]+");

  @Override
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returnType,
      MediaType contentType,
      Class<? extends HttpMessageConverter<?>> converterType,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body instanceof Versioned entity) {
      response.getHeaders().set(HttpHeaders.ETAG, Versioned.etag(entity.version()));
    }
    if (returnType.getMethod() != null
        && AnnotatedElementUtils.hasAnnotation(returnType.getMethod(), Creates.class)) {
      response.setStatusCode(HttpStatus.CREATED);
    }
    if (body instanceof Job job && "POST".equals(request.getMethod().name())) {
      response.setStatusCode(HttpStatus.ACCEPTED);
      String path = request.getURI().getRawPath();
      Matcher project = PROJECT.matcher(path);
      if (project.find()) {
        response.getHeaders().set(HttpHeaders.LOCATION, project.group() + "/jobs/" + job.id());
      }
    }
    return body;
  }
}
