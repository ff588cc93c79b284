package dev.gyre.serving.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Connections of the log's writer alone: requests that have taken all others cannot make it wait.
 */
@Component
class LogDatabase implements DisposableBean {

  private static final int CONNECTIONS = 2;

  private final HikariDataSource pool;
  private final JdbcTemplate template;
  private final JdbcClient client;
  private final TransactionTemplate transactions;

  LogDatabase(DataSource shared) {
    HikariConfig config = new HikariConfig();
    if (shared instanceof HikariDataSource other) {
      other.copyStateTo(config);
    } else {
      config.setDataSource(shared);
    }
    config.setPoolName("gyre-serving-log");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    this.pool = new HikariDataSource(config);
    this.template = new JdbcTemplate(pool);
    this.client = JdbcClient.create(template);
    this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
  }

  JdbcTemplate template() {
    return template;
  }

  JdbcClient client() {
    return client;
  }

  TransactionTemplate transactions() {
    return transactions;
  }

  @Override
  public void destroy() {
    pool.close();
  }
}
