package io.haymaker.postgres.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Others know that somebody is there, until he is not. */
final class AttendanceIT {
  private static final DatabaseAddress DATABASE = TestServer.database(AttendanceIT.class);

  private static PostgresStore open() {
    return PostgresStore.open(DATABASE, Clock.systemUTC());
  }

  @Test
  void somebodyIsThereUntilTheLastOneLeaves() {
    try (PostgresStore one = open();
        PostgresStore other = open()) {
      assertThat(other.isAttended("this")).isFalse();
      Attendance first = one.attend("this");
      Attendance second = other.attend("this");
      assertThat(one.isAttended("this")).isTrue();
      assertThat(one.isAttended("that")).isFalse();

      first.close();
      assertThat(one.isAttended("this")).isTrue();
      second.close();
      assertThat(one.isAttended("this")).isFalse();
    }
  }
}
