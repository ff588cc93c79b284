package dev.gyre.training;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The training service as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class TrainingApplication {

  static void main(String[] args) {
    SpringApplication.run(TrainingApplication.class, args);
  }
}
