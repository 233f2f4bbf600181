package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sampling as a process of its own. */
class HealthMonitorIT {
  private static final Pattern SAMPLING = Pattern.compile("sampling every (\\d+) s");

  @TempDir Path folder;

  @Test
  void itGoesOnWithTheSamplesWhenTheServerThatTookThemIsKilled() throws Exception {
    NeededTools.require();
    try (RawEngine _ = RawEngine.withImage(folder);
        DatabaseServer server = DatabaseServer.in(folder)) {
      Map<String, String> settings =
          Map.of(
              "POSTGRES_URL",
              server.address().url(),
              "POSTGRES_USER",
              server.address().user(),
              "DOCKER_HOST",
              RawEngine.host(),
              "HEALTH_INTERVAL_SECONDS",
              "1");
      try (var up = new UpProcess(folder, settings, "--no-auth");
          var monitor = UpProcess.healthMonitor(folder, settings)) {
        var api = new ContainersApi(up);
        String id = api.started(RawEngine.IMAGE);
        assertThat(monitor.await(SAMPLING)).isEqualTo("1");
        api.await("a sample", () -> api.samples(id) > 0);

        up.kill();

        int before = samples(server, id);
        Awaiting.until("more samples", UpProcess.LONGEST, () -> samples(server, id) > before + 2);
        assertThat(monitor.stop()).as(monitor.output()).isZero();
      }
    }
  }

  private static int samples(DatabaseServer server, String id) {
    try (Connection connection =
            DriverManager.getConnection(server.address().url(), server.address().user(), null);
        Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT count(*) FROM health_snapshots WHERE container_id = '%s'".formatted(id))) {
      assertThat(answer.next()).isTrue();
      return answer.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
