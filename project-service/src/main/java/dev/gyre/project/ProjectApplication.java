package dev.gyre.project;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The project service as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class ProjectApplication {

  static void main(String[] args) {
    SpringApplication.run(ProjectApplication.class, args);
  }
}
