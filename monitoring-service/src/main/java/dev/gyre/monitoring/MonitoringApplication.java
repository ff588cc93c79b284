package dev.gyre.monitoring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The monitoring service as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class MonitoringApplication {

  static void main(String[] args) {
    SpringApplication.run(MonitoringApplication.class, args);
  }
}
