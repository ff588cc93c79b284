package dev.gyre.infra.postgres;

import dev.gyre.api.project.ProjectId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells what happened, in the transaction in which it happened: an event exists exactly if its
 * cause was committed.
 */
public final class EventOutbox {

  private final JdbcClient jdbc;
  private final ServiceName service;

  /**
   * @param jdbc on the data source that the service's transactions use
   * @param service in whose name events are told
   */
  public EventOutbox(JdbcClient jdbc, ServiceName service) {
    this.jdbc = jdbc;
    this.service = service;
  }

  /**
   * Appends an event to the log. Consumers see it after the commit.
   *
   * @param type {@code dev.gyre.<aggregate>.<past-tense>.v1}
   * @param subject the entity, as {@code <noun>/<id>}
   * @param payload a record of the contract, stored as JSON
   * @throws IllegalStateException outside a transaction
   */
  public void append(ProjectId project, String type, String subject, Object payload) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "Event %s of %s was told outside a transaction; tell it in the one that changes the entity"
              .formatted(type, subject));
    }
    jdbc.sql(
            """
            insert into platform.event (owner_role, project_id, type, subject, payload)
            values (?, ?, ?, ?, ?)
            """)
        .params(service.role(), project.value(), type, subject, Jsonb.write(payload))
        .update();
  }
}
