package dev.gyre.infra.security;

import dev.gyre.api.Access;
import dev.gyre.api.Requires;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Lets the program refuse to start if a method that it answers does not say who may call it, or
 * demands a role in a project that its address does not name: either would be refused at every
 * call, and be noticed by the first caller.
 */
final class ContractCheck implements SmartInitializingSingleton {

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;

  ContractCheck(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  @Override
  public void afterSingletonsInstantiated() {
    List<String> wrong = new ArrayList<>();
    mappings.forEach(mapping ->
        mapping
            .getHandlerMethods()
            .forEach((info, method) -> {
              if (Contract.isOurs(method)) {
                wrong.addAll(problems(info, method));
              }
            }));
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "Not every method says who may call it: "
              + String.join("; ", wrong.stream().sorted().toList()));
    }
  }

  private static List<String> problems(RequestMappingInfo info, HandlerMethod method) {
    String name = method.getShortLogMessage();
    Access access = Contract.findAccess(method.getMethod()).orElse(null);
    if (access == null) {
      return List.of("%s has no @%s; add it".formatted(name, Requires.class.getSimpleName()));
    }
    if (!access.isProjectRole()) {
      return List.of();
    }
    return info.getPatternValues().stream()
        .filter(pattern -> !pattern.contains("{project}"))
        .map(pattern ->
            "%s demands the role %s, but its address %s has no variable named 'project'"
                .formatted(name, access, pattern))
        .toList();
  }
}
