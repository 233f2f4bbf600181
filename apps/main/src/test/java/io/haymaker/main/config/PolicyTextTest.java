package io.haymaker.main.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.cleanup.TypePolicies;
import io.haymaker.core.cleanup.TypePolicy;
import io.haymaker.core.cleanup.TypePolicy.Treatment;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PolicyTextTest {
  @Test
  void readsEveryWord() {
    TypePolicies read =
        PolicyText.read(
            Optional.of(
                "Microsoft.Network/azureFirewalls attempts=8 wait=2s longest=3m follow=60m order=4;"
                    + " Microsoft.Sql/servers protect; a.b/c skip; Microsoft.KeyVault/vaults"
                    + " purge=no;"));

    assertThat(read.byType())
        .containsOnlyKeys(
            "microsoft.network/azurefirewalls",
            "microsoft.sql/servers",
            "a.b/c",
            "microsoft.keyvault/vaults")
        .containsEntry(
            "microsoft.network/azurefirewalls",
            new TypePolicy(
                Treatment.DELETE,
                OptionalInt.of(8),
                Optional.of(Duration.ofSeconds(2)),
                Optional.of(Duration.ofMinutes(3)),
                Optional.of(Duration.ofMinutes(60)),
                OptionalInt.of(4),
                true));
    assertThat(read.byType().get("microsoft.sql/servers"))
        .extracting(TypePolicy::treatment)
        .isEqualTo(Treatment.PROTECT);
    assertThat(read.byType().get("microsoft.keyvault/vaults"))
        .extracting(TypePolicy::purge)
        .isEqualTo(false);
  }

  @Test
  void listsAllThatIsWrongAtOnce() {
    assertThat(
            PolicyText.problems(
                "servers skip; Microsoft.Sql/servers; a.b/c attempts=0 protect=yes order=x;"
                    + " a.b/d skip; A.B/D skip"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("'servers' is no type"),
            line -> assertThat(line).startsWith("'Microsoft.Sql/servers' has no policy"),
            line -> assertThat(line).startsWith("a.b/c: 'attempts=0'"),
            line -> assertThat(line).startsWith("a.b/c: 'protect=yes'"),
            line -> assertThat(line).startsWith("a.b/c: 'order=x'"),
            line -> assertThat(line).isEqualTo("A.B/D is there twice"));
  }

  @Test
  void nothingIsAsForAll() {
    assertThat(PolicyText.read(Optional.empty())).isEqualTo(TypePolicies.NONE);
    assertThat(PolicyText.problems(" ; ")).isEmpty();
  }
}
