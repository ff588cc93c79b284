package dev.gyre.standalone;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Takes the home and starts what the services store in, before any of them; stops it after the last
 * of them has ended.
 */
final class InfrastructureInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private final Home home;
  private final Command command;

  InfrastructureInitializer(Home home, Command command) {
    this.home = home;
    this.command = command;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    HomeLock lock = HomeLock.take(home, command.logName());
    RunFiles files = new RunFiles(home);
    files.remove();
    if (command == Command.ALL_IN_ONE) {
      requireFreePort(environment);
    }
    StandaloneProperties properties = StandaloneProperties.of(environment);
    Secrets secrets = new Secrets(home);
    Infrastructure infrastructure = new Infrastructure(home, secrets, properties);
    SpringApplication.getShutdownHandlers()
        .add(() -> {
          files.remove();
          infrastructure.close();
          lock.close();
        });
    Stores stores = infrastructure.start();
    if (command == Command.INFRASTRUCTURE_ONLY) {
      new ServiceFiles(home, secrets, properties.services()).write(stores);
      files.writeInfrastructure(stores);
      return;
    }
    if (properties.database() == null) {
      stores.database().migrate(secrets);
    }
    Map<String, Object> values = new HashMap<>(stores.database().properties());
    values.putAll(stores.s3().properties());
    values.putAll(ServiceFiles.tokenHashes(secrets));
    values.putAll(ServiceFiles.administrator(secrets));
    environment.getPropertySources().addFirst(new MapPropertySource("infrastructure", values));
  }

  /** Before a database is started for nothing. */
  private static void requireFreePort(ConfigurableEnvironment environment) {
    String address = environment.getProperty("server.address", "127.0.0.1");
    int port = environment.getProperty("server.port", Integer.class, 8080);
    if (port != 0 && !Ports.isFree(address, port)) {
      throw new StartRefusedException(
          "Port %d on %s is taken by another program; choose another with --port"
              .formatted(port, address));
    }
  }
}
