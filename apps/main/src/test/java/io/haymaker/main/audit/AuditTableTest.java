package io.haymaker.main.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.audit.AuditReport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An audit can be read on a terminal of 80 columns, and a failed look never looks clean. */
final class AuditTableTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> NONE = List.of();
  private static final String GROUP =
      "/subscriptions/5ab5c819-0000-4000-8000-000000000001/resourceGroups/hm-compute-01-abcdef";

  private static List<String> table(AuditReport report) {
    return AuditTable.of(report);
  }

  @Test
  void nothingIsSaidToRemainOnlyWhenAllWasSeen() {
    assertThat(table(new AuditReport(AT, NONE, NONE, NONE, NONE, NONE, NONE)))
        .last()
        .isEqualTo("Nothing remains.");
    assertThat(
            table(
                new AuditReport(
                    AT, NONE, NONE, NONE, NONE, NONE, List.of("secrets: Forbidden: no"))))
        .contains("could not look: secrets: Forbidden: no")
        .last()
        .asString()
        .doesNotContain("Nothing remains")
        .contains("not proven");
  }

  @Test
  void eachKindHasItsLineAndNoLineIsTooLong() {
    String server = GROUP + "/providers/Microsoft.Compute/virtualMachines/a-machine-with-a-name";
    var report =
        new AuditReport(
            AT,
            List.of(GROUP, server),
            List.of("job web-agent"),
            List.of(
                "application AzureHayMaker-web-admin",
                "service principal AzureHayMaker-web-admin",
                "soft-deleted application AzureHayMaker-old-admin"),
            List.of(GROUP + "/providers/Microsoft.Authorization/roleAssignments/1"),
            List.of("secret a", "soft-deleted secret b", "soft-deleted secret c"),
            List.of(server + "2: TimedOut: x"));

    List<String> lines = table(report);

    assertThat(lines)
        .allMatch(line -> line.length() <= 80)
        .anyMatch(line -> line.matches("resources +1 +could not"))
        .anyMatch(line -> line.matches("resource groups +1 +could not"))
        .anyMatch(line -> line.matches("containers +1 +yes"))
        .anyMatch(line -> line.matches("applications +1 +yes"))
        .anyMatch(line -> line.matches("service principals +1 +yes"))
        .anyMatch(line -> line.matches("deleted directory objects +1 +yes"))
        .anyMatch(line -> line.matches("role assignments +1 +yes"))
        .anyMatch(line -> line.matches("secrets +1 +yes"))
        .anyMatch(line -> line.matches("deleted secrets +2 +yes"));
    assertThat(lines.getLast()).startsWith("10 things remain; 1 look failed");
  }
}
