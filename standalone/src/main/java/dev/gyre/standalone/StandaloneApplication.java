package dev.gyre.standalone;

import java.util.Map;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Gyre in one process. Commands: {@code all-in-one} (default), {@code --infrastructure-only} (what
 * the services of a distributed Gyre store in), {@code migrate}.
 *
 * <p>Exit codes: 0, 2 if it cannot start as asked, 3 if it failed.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public final class StandaloneApplication {

  private static final int REFUSED = 2;
  private static final int FAILED = 3;

  private StandaloneApplication() {}

  /**
   * @param arguments a command and options of Spring Boot, such as {@code --server.port=8081}
   */
  public static void main(String[] arguments) {
    try {
      Home home = Home.ofThisProcess();
      System.setProperty("gyre.home", home.root().toString());
      System.setProperty("java.io.tmpdir", home.temporary().toString());
      run(home, Command.of(arguments), arguments);
    } catch (RuntimeException e) {
      System.exit(report(e));
    }
  }

  private static void run(Home home, Command command, String... arguments) {
    switch (command) {
      case ALL_IN_ONE -> {
        SpringApplication application =
            application(
                StandaloneApplication.class,
                home,
                command,
                new InfrastructureInitializer(home, command));
        application.addListeners(
            (ApplicationListener<ApplicationReadyEvent>)
                ready -> announce(home, ready.getApplicationContext().getEnvironment()));
        application.run(arguments);
      }
      case INFRASTRUCTURE_ONLY -> {
        SpringApplication application =
            application(
                NoServices.class, home, command, new InfrastructureInitializer(home, command));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setKeepAlive(true);
        application.run(arguments);
        System.err.println(
            "gyre: database and object store are ready; see "
                + home.run().resolve("infrastructure.json"));
      }
      case MIGRATE -> {
        SpringApplication application =
            application(NoServices.class, home, command, context -> migrate(home, context));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(arguments).close();
        System.err.println("gyre: the database is at this release");
        System.exit(0);
      }
    }
  }

  private static SpringApplication application(
      Class<?> source,
      Home home,
      Command command,
      ApplicationContextInitializer<ConfigurableApplicationContext> initializer) {
    SpringApplication application = new SpringApplication(source);
    application.setBannerMode(Banner.Mode.OFF);
    application.addInitializers(initializer);
    application.setDefaultProperties(
        Map.of(
            "spring.config.additional-location",
            "optional:file:" + home.root().resolve("config") + "/",
            "logging.file.name",
            home.logs().resolve(command.logName() + ".log").toString()));
    return application;
  }

  private static void announce(Home home, Environment environment) {
    int port = environment.getRequiredProperty("local.server.port", Integer.class);
    String address = environment.getProperty("server.address", "127.0.0.1");
    new RunFiles(home).writeServer(address, port);
    System.err.printf("gyre: ready at http://%s:%d%n", address, port);
  }

  /** The operator's database, or that of a running home, or the embedded one, started for it. */
  private static void migrate(Home home, ConfigurableApplicationContext context) {
    Secrets secrets = new Secrets(home);
    StandaloneProperties.Database external =
        StandaloneProperties.of(context.getEnvironment()).database();
    Optional<DatabaseAccess> known =
        external == null
            ? new RunFiles(home).readDatabase()
            : Optional.of(DatabaseAccess.external(external, secrets));
    if (known.isPresent()) {
      known.get().migrate(secrets);
      return;
    }
    new InfrastructureInitializer(home, Command.MIGRATE).initialize(context);
  }

  private static int report(RuntimeException failure) {
    if (failure instanceof StartRefusedException) {
      System.err.println("gyre: " + failure.getMessage());
      return REFUSED;
    }
    return FAILED;
  }

  /** An application that holds nothing: only its environment, log and end are used. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  static final class NoServices {}
}
