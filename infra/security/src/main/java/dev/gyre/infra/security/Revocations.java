package dev.gyre.infra.security;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets every process forget who stands behind which token, because one was revoked or roles have
 * changed: this process with the commit, the others within moments by a notice of the database. A
 * notice may get lost with a connection, so what is promised is still the time for which an answer
 * is kept.
 *
 * <p>All is forgotten, not one token: that costs a question for each token in use, and happens
 * seldom.
 */
public final class Revocations {

  /** The channel of the notice, which carries nothing. */
  static final String CHANNEL = "gyre_access";

  private final Introspector introspector;
  private final JdbcClient jdbc;

  Revocations(Introspector introspector, JdbcClient jdbc) {
    this.introspector = introspector;
    this.jdbc = jdbc;
  }

  /**
   * Announces a change with the commit of the present transaction; nothing happens if it is rolled
   * back.
   *
   * @throws IllegalStateException outside a transaction
   */
  public void announce() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      throw new IllegalStateException("A revocation is announced in the transaction that makes it");
    }
    jdbc.sql("select pg_notify(?, '')").param(CHANNEL).query((_, _) -> CHANNEL).list();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            introspector.forgetAll();
          }
        });
  }
}
