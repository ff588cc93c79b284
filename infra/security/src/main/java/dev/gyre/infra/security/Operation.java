package dev.gyre.infra.security;

import dev.gyre.api.Access;
import dev.gyre.api.Unaudited;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * A method as the door sees it.
 *
 * @param access that it demands
 * @param name as the API document has it: {@code datasets_create}
 * @param audited whether its calls are recorded: it changes something and is not {@link Unaudited}
 */
public record Operation(Access access, String name, boolean audited) {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /**
   * @param contract the interface of the contract, or the class of a controller that has none
   * @param method of the interface, or of a class that implements it
   * @param verb of HTTP
   * @throws IllegalStateException if the method does not say who may call it
   */
  public static Operation of(Class<?> contract, Method method, String verb) {
    boolean audited =
        !SAFE.contains(verb)
            && AnnotatedElementUtils.findMergedAnnotation(method, Unaudited.class) == null
            && AnnotatedElementUtils.findMergedAnnotation(contract, Unaudited.class) == null;
    return new Operation(Contract.accessOf(method), name(contract, method), audited);
  }

  private static String name(Class<?> contract, Method method) {
    String noun = contract.getSimpleName().replaceFirst("(Api|Controller)$", "");
    return noun.substring(0, 1).toLowerCase(Locale.ROOT)
        + noun.substring(1)
        + "_"
        + method.getName();
  }
}
