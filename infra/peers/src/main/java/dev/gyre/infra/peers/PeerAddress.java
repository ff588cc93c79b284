package dev.gyre.infra.peers;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.util.UriUtils;

/**
 * Where a method of the contract is found over HTTP, for calls that do not go there.
 *
 * @param verb of HTTP
 * @param template of the path
 */
record PeerAddress(Method method, String verb, String template) {

  static PeerAddress of(Class<?> contract, Method method) {
    HttpExchange own = AnnotatedElementUtils.findMergedAnnotation(method, HttpExchange.class);
    HttpExchange all = AnnotatedElementUtils.findMergedAnnotation(contract, HttpExchange.class);
    if (own == null) {
      throw new IllegalArgumentException("%s is no method of the contract".formatted(method));
    }
    return new PeerAddress(method, own.method(), (all == null ? "" : all.url()) + own.url());
  }

  /** The path with these arguments of the method. */
  String path(Object @Nullable [] arguments) {
    String path = template;
    Parameter[] parameters = method.getParameters();
    for (int i = 0; arguments != null && i < parameters.length; i++) {
      PathVariable variable = parameters[i].getAnnotation(PathVariable.class);
      if (variable != null) {
        String name = variable.value().isEmpty() ? parameters[i].getName() : variable.value();
        String text = UriUtils.encode(String.valueOf(arguments[i]), StandardCharsets.UTF_8);
        path = path.replace("{" + name + "}", text);
      }
    }
    return path;
  }
}
