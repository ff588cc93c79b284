package dev.gyre.eval;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The eval service as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class EvalApplication {

  static void main(String[] args) {
    SpringApplication.run(EvalApplication.class, args);
  }
}
