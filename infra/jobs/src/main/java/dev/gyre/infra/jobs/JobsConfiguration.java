package dev.gyre.infra.jobs;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobId;
import dev.gyre.infra.security.JobTokenVerifier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What the engines of a process share: where jobs are kept, this machine's room, its workers, and
 * the door at which workers report. Each service makes its own {@link JobEngine}.
 */
@AutoConfiguration(
    afterName = {
      "dev.gyre.infra.postgres.PostgresConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
    })
@ConditionalOnProperty("gyre.database.url")
@EnableConfigurationProperties(HostProperties.class)
class JobsConfiguration {

  private static final Duration MEMORY_LOOK = Duration.ofSeconds(1);
  private static final double HEAP_SHARE = 0.5;

  @Bean
  @ConditionalOnMissingBean
  JobDatabase jobDatabase(
      DataSource dataSource, PlatformTransactionManager transactions, Clock clock) {
    return JobDatabase.of(dataSource, transactions, clock);
  }

  @Bean
  @ConditionalOnMissingBean
  JobProperties jobProperties(HostProperties host) {
    return host.toJobProperties();
  }

  @Bean
  @ConditionalOnMissingBean(JobExecutor.class)
  @ConditionalOnProperty("gyre.jobs.worker-jar")
  LocalProcessJobExecutor localWorkers(HostProperties host, @Value("${gyre.home}") Path home) {
    Path natives = host.nativeFolder() == null ? home.resolve("native") : host.nativeFolder();
    WorkerCommand command =
        new WorkerCommand(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            host.jvmArguments(home),
            List.of("-jar", Objects.requireNonNull(host.workerJar()).toString()),
            HEAP_SHARE,
            Map.of(
                "DJL_CACHE_DIR",
                natives.toString(),
                "OMP_WAIT_POLICY",
                "PASSIVE",
                "ORT_DISABLE_TELEMETRY",
                "1"));
    return new LocalProcessJobExecutor(home.resolve("work"), command, MEMORY_LOOK);
  }

  @Bean
  @ConditionalOnMissingBean
  JobTokenVerifier jobTokenVerifier(JobDatabase database) {
    JobTokens tokens = new JobTokens(database);
    return (token, address) -> verify(tokens, token, address);
  }

  @Bean
  JobAttemptController jobAttempts(JobDatabase database, ObjectProvider<JobEngine> engines) {
    return new JobAttemptController(database, engines.stream().toList());
  }

  private static void verify(JobTokens tokens, String token, Map<String, String> address) {
    JobGrant grant =
        tokens
            .verify(token)
            .orElseThrow(() ->
                new PlatformException(
                    ErrorCode.FENCED, "The lease of this attempt has ended or passed on"));
    JobId job = JobId.valueOf(address.getOrDefault("job", ""));
    if (!grant.opens(job, attempt(address))) {
      throw new PlatformException(
          ErrorCode.PERMISSION_DENIED, "This token is of another attempt than the address names");
    }
  }

  private static int attempt(Map<String, String> address) {
    try {
      return Integer.parseInt(address.getOrDefault("attempt", ""));
    } catch (NumberFormatException e) {
      throw PlatformException.invalid("attempt", address.get("attempt"), "a whole number");
    }
  }
}
