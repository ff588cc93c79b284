package dev.gyre.serving;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The serving service as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class ServingApplication {

  static void main(String[] args) {
    SpringApplication.run(ServingApplication.class, args);
  }
}
