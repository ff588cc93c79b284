package dev.gyre.infra.security;

import dev.gyre.api.Access;
import dev.gyre.api.Requires;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

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
    Requires requires = AnnotatedElementUtils.findMergedAnnotation(method, Requires.class);
    if (requires == null) {
      throw new IllegalStateException("%s has no @Requires".formatted(method));
    }
    return requires.value();
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
