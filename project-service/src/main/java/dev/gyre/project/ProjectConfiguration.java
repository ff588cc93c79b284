package dev.gyre.project;

import dev.gyre.infra.postgres.SchemaCheck;
import dev.gyre.infra.postgres.ServiceName;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The project service: projects, members, tokens, task contracts. */
@AutoConfiguration
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
class ProjectConfiguration {

  /** Made before any repository is used: an old schema stops the start. */
  @Bean
  Object projectSchema(DataSource dataSource) {
    SchemaCheck.require(dataSource, ServiceName.PROJECT);
    return ServiceName.PROJECT;
  }
}
