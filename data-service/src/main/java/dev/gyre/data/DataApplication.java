package dev.gyre.data;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The data service as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class DataApplication {

  static void main(String[] args) {
    SpringApplication.run(DataApplication.class, args);
  }
}
