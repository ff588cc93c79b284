package dev.gyre.infra.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseTests {

  @Test
  void givesEachCallerADatabaseOfItsOwn() throws SQLException {
    try (TestDatabase first = TestDatabase.create(db -> db.execute("create table a (x int)"));
        TestDatabase second = TestDatabase.create()) {
      assertThat(tables(first)).isEqualTo(1);
      assertThat(tables(second)).isZero();
    }
  }

  private static int tables(TestDatabase database) throws SQLException {
    try (Connection connection = database.admin().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
