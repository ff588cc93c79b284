package dev.gyre.infra.peers;

import java.util.List;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.service.annotation.HttpExchange;

/** The interfaces of the contract that are on the class path. */
public final class PeerContracts {

  private PeerContracts() {}

  /** All of them, by name. */
  public static List<Class<?>> all() {
    var scanner =
        new ClassPathScanningCandidateComponentProvider(false) {
          @Override
          protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
            return definition.getMetadata().isInterface();
          }
        };
    scanner.addIncludeFilter(new AnnotationTypeFilter(HttpExchange.class));
    return scanner.findCandidateComponents("dev.gyre.api").stream()
        .map(definition -> String.valueOf(definition.getBeanClassName()))
        .sorted()
        .<Class<?>>map(
            name -> ClassUtils.resolveClassName(name, PeerContracts.class.getClassLoader()))
        .toList();
  }
}
