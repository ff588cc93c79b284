package dev.gyre.infra.web;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses media types that nobody can work with, before anything is chosen by them: a body of a
 * type that is a pattern or none at all, and an {@code Accept} that cannot be read.
 */
final class MediaTypeFilter extends OncePerRequestFilter {

  /** More than Spring sorts. */
  private static final int MOST_ACCEPTED = 50;

  private static final int MOST_SHOWN = 100;

  private final Problems problems;

  MediaTypeFilter(Problems problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      requireOneType(headers(request, HttpHeaders.CONTENT_TYPE));
      requireReadable(headers(request, HttpHeaders.ACCEPT));
    } catch (PlatformException e) {
      problems.write(response, e);
      return;
    }
    chain.doFilter(request, response);
  }

  private static void requireOneType(List<String> given) {
    if (given.isEmpty() || given.equals(List.of(""))) {
      return;
    }
    if (given.size() > 1 || !isConcrete(given.getFirst())) {
      throw new PlatformException(
          ErrorCode.UNREADABLE_BODY,
          "Content-Type is '%s'; name the one media type of the body, such as application/json"
              .formatted(shown(String.join("', '", given))));
    }
  }

  private static boolean isConcrete(String type) {
    try {
      return MediaType.parseMediaType(type).isConcrete();
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  private static void requireReadable(List<String> given) {
    try {
      List<MediaType> types = MediaType.parseMediaTypes(given);
      if (types.size() > MOST_ACCEPTED) {
        throw PlatformException.invalid(
            "Accept", types.size() + " media types", "at most %d of them".formatted(MOST_ACCEPTED));
      }
      types.forEach(MediaType::getQualityValue);
    } catch (InvalidMediaTypeException e) {
      throw PlatformException.invalid(
          "Accept", shown(String.join(", ", given)), "a list of media types, such as */*");
    }
  }

  private static List<String> headers(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }

  private static String shown(String text) {
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
  }
}
