package dev.gyre.infra.security;

import dev.gyre.api.Access;
import dev.gyre.api.Requires;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/** What an interface of the contract says about its methods. */
public final class Contract {

  private static final String ROOT = "dev.gyre.api.";

  private Contract() {}

  /**
   * The access that a method demands: of a contract interface, or of a class that implements it.
   *
   * @throws IllegalStateException if the method has no {@link Requires}
   */
  public static Access accessOf(Method method) {
    return findAccess(method)
        .orElseThrow(() -> new IllegalStateException("%s has no @Requires".formatted(method)));
  }

  /** The access that a method demands; empty if it says nothing. */
  static Optional<Access> findAccess(Method method) {
    return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(method, Requires.class))
        .map(Requires::value);
  }

  /** Whether the method is one whose access is checked: not a library's, such as Actuator's. */
  static boolean isOurs(HandlerMethod method) {
    return method.getBeanType().getName().startsWith("dev.gyre.");
  }

  /** The service that answers an interface: the package below {@code dev.gyre.api}. */
  public static String serviceOf(Class<?> contract) {
    String name = contract.getName();
    if (!name.startsWith(ROOT)) {
      throw new IllegalArgumentException("%s is not an interface of the contract".formatted(name));
    }
    String rest = name.substring(ROOT.length());
    return rest.substring(0, rest.indexOf('.'));
  }

  /** The interface of the contract that a class implements, absent for other classes. */
  static @Nullable Class<?> findContract(Class<?> type) {
    for (Class<?> candidate : ClassUtils.getAllInterfacesForClass(type)) {
      if (candidate.getName().startsWith(ROOT)) {
        return candidate;
      }
    }
    return null;
  }
}
