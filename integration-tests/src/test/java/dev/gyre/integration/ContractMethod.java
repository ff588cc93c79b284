package dev.gyre.integration;

import dev.gyre.api.Access;
import dev.gyre.api.Internal;
import dev.gyre.api.Requires;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.service.annotation.HttpExchange;

/** A method of the contract and how it is reached. */
record ContractMethod(Method method) {

  /** All methods of all interfaces on the class path. */
  static List<ContractMethod> all() {
    return interfaces()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> !method.isSynthetic() && !method.isDefault())
        .map(ContractMethod::new)
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .toList();
  }

  boolean isInternal() {
    return method.getDeclaringClass().isAnnotationPresent(Internal.class);
  }

  Access access() {
    return Objects.requireNonNull(
            method.getAnnotation(Requires.class), () -> this + " has no @Requires")
        .value();
  }

  String verb() {
    return exchange(method).method();
  }

  /** The type of body that the method takes; JSON if it names none. */
  String contentType() {
    String own = exchange(method).contentType();
    String type = own.isEmpty() ? exchange(method.getDeclaringClass()).contentType() : own;
    return type.isEmpty() ? "application/json" : type;
  }

  /** The address with a project and something for every other variable. */
  String path(String project) {
    String path = exchange(method.getDeclaringClass()).url() + exchange(method).url();
    return path.replace("{project}", project).replaceAll("\\{[^}]+}", "1");
  }

  boolean hasProject() {
    return (exchange(method.getDeclaringClass()).url() + exchange(method).url())
        .contains("{project}");
  }

  @Override
  public String toString() {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  private static HttpExchange exchange(AnnotatedElement element) {
    return Objects.requireNonNull(
        AnnotatedElementUtils.findMergedAnnotation(element, HttpExchange.class));
  }

  private static Stream<Class<?>> interfaces() {
    var scanner =
        new ClassPathScanningCandidateComponentProvider(false) {
          @Override
          protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
            return definition.getMetadata().isInterface();
          }
        };
    scanner.addIncludeFilter(new AnnotationTypeFilter(HttpExchange.class));
    return scanner.findCandidateComponents("dev.gyre.api").stream()
        .map(definition ->
            ClassUtils.resolveClassName(
                Objects.requireNonNull(definition.getBeanClassName()),
                ContractMethod.class.getClassLoader()));
  }
}
