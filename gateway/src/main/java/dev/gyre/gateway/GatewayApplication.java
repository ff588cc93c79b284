package dev.gyre.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** One origin in front of the services of a distributed Gyre: routes, and no logic. */
@SpringBootApplication(proxyBeanMethods = false)
public class GatewayApplication {

  /** Starts the gateway; see {@code application.yaml} for what it reads. */
  public static void main(String[] arguments) {
    SpringApplication.run(GatewayApplication.class, arguments);
  }
}
