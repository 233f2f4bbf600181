package io.haymaker.azure.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.audit.Auditor;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceDeleter.Answer;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.SoftDeleted;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What services keep of deleted resources is seen, and purged where it is ours. */
class SoftDeletedIT {
  private static final Duration FOLLOW = Duration.ofMinutes(1);
  private static final String VERSION = "2024-05-01";

  @TempDir static Path data;
  private static EmulatedAzure azure;

  private final RunId run = RunId.random();
  private final Owner owner = EmulatedAzure.owner(run);
  private final String name = "hm" + run.toString().substring(0, 8);

  @BeforeAll
  static void start() {
    azure = EmulatedAzure.in(data);
  }

  @AfterEach
  void heal() {
    azure.heal();
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @Test
  void aVaultThatIsOnlySoftDeletedIsALeftover() {
    ResourceId vault = made("Microsoft.KeyVault/vaults", owner.tags(), "{}");
    done(azure.cloud().deleter().delete(vault, FOLLOW));

    AuditReport report = audit(Set.of());

    assertThat(report.provesAbsence()).isFalse();
    assertThat(report.resources()).containsExactly("soft-deleted " + vault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Microsoft.KeyVault/vaults",
        "Microsoft.KeyVault/managedHSMs",
        "Microsoft.AppConfiguration/configurationStores",
        "Microsoft.CognitiveServices/accounts",
        "Microsoft.ApiManagement/service",
        "Microsoft.OperationalInsights/workspaces"
      })
  void whatIsKeptIsListedUnderTheIdThatItHadAndErasedAlsoLater(String type) {
    ResourceId id = made(type, owner.tags(), "{}");
    done(azure.cloud().deleter().delete(id, FOLLOW));
    assertThat(kept(id)).isPresent();
    if (!type.startsWith("Microsoft.ApiManagement")) {
      assertThat(kept(id).orElseThrow().tags()).containsAllEntriesOf(owner.tags());
    }
    assertThat(audit(Set.of(id)).resources()).containsExactly("soft-deleted " + id);

    done(erase(id));

    assertThat(kept(id)).isEmpty();
    assertThat(azure.cloud().reader().read(id)).isEqualTo(Look.absent());
    assertThat(audit(Set.of(id)).provesAbsence()).isTrue();
    assertThat(erase(id)).as("again").isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Microsoft.KeyVault/vaults", "Microsoft.OperationalInsights/workspaces"})
  void whatIsThereIsDeletedAndNothingIsKept(String type) {
    ResourceId id = made(type, owner.tags(), "{}");
    var evidence = new ArrayList<Answer>();

    assertThat(azure.cloud().deleter().erase(id, FOLLOW, evidence::add))
        .isEqualTo(Outcome.done(Removal.REMOVED));

    assertThat(kept(id)).isEmpty();
    assertThat(evidence).hasSize(type.contains("KeyVault") ? 2 : 1);
  }

  @Test
  void aWorkspaceThatWentWithItsGroupIsErasedInAGroupThatCarriesItsTags() {
    ResourceId workspace = made("Microsoft.OperationalInsights/workspaces", owner.tags(), "{}");
    ResourceId group = workspace.parent().orElseThrow();
    done(azure.cloud().deleter().delete(group, FOLLOW));
    assertThat(kept(workspace)).isPresent();

    done(erase(workspace));

    assertThat(kept(workspace)).isEmpty();
    assertThat(azure.cloud().reader().read(workspace)).isEqualTo(Look.absent());
    Look<Resource> again = azure.cloud().reader().read(group);
    assertThat(again).isInstanceOf(Look.Found.class);
    assertThat(((Look.Found<Resource>) again).value().tags()).isEqualTo(owner.tags());
  }

  @Test
  void purgeProtectionIsSeenAndAPurgeRefusedForGood() {
    ResourceId vault =
        made("Microsoft.KeyVault/vaults", owner.tags(), "{\"enablePurgeProtection\":true}");

    Outcome<Removal> outcome = erase(vault);

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(outcome.obstacle().orElseThrow().message()).startsWith("purging it: ");
    assertThat(kept(vault).orElseThrow().protectedUntil().orElseThrow()).isAfter(azure.tomorrow());
  }

  @Test
  void whatCouldNotBeLookedForIsAskedForAgain() {
    ResourceId vault = made("Microsoft.KeyVault/vaults", owner.tags(), "{}");
    azure.failNext(9, "GET", "/**/deletedVaults", 500, "InternalServerError");

    assertThat(erase(vault)).isInstanceOf(Outcome.Busy.class);
    azure.heal();
    done(erase(vault));

    assertThat(kept(vault)).isEmpty();
  }

  @Test
  void aPurgeWhoseAnswerWasLostIsRepeatedWithoutHarm() {
    ResourceId vault = made("Microsoft.KeyVault/vaults", owner.tags(), "{}");
    azure.loseNext("POST", "/**/purge");

    assertThat(erase(vault)).isInstanceOf(Outcome.Unknown.class);

    assertThat(erase(vault)).isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
  }

  @Test
  void whatCannotBeListedIsNoEmptyList() {
    azure.failNext(99, "GET", "/**/deletedAccounts", 403, "AuthorizationFailed");

    assertThat(azure.cloud().reader().softDeleted()).isInstanceOf(Listing.CouldNotLook.class);
    assertThat(audit(Set.of()).couldNotLook())
        .singleElement()
        .asString()
        .startsWith("soft-deleted resources: AuthorizationFailed");
  }

  @Test
  void aServiceThatTheSubscriptionDoesNotUseKeepsNothing() {
    azure.failNext(99, "GET", "/**/deletedservices", 409, "MissingSubscriptionRegistration");

    assertThat(azure.cloud().reader().softDeleted()).isInstanceOf(Listing.Complete.class);
    assertThat(audit(Set.of()).provesAbsence()).isTrue();
  }

  private static Outcome<Removal> erase(ResourceId id) {
    return azure.cloud().deleter().erase(id, FOLLOW, _ -> {});
  }

  private static void done(Outcome<Removal> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
  }

  private static Optional<SoftDeleted> kept(ResourceId id) {
    if (azure.cloud().reader().softDeleted()
        instanceof Listing.Complete<SoftDeleted>(List<SoftDeleted> all)) {
      return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }
    throw new AssertionError("not listed");
  }

  private AuditReport audit(Set<ResourceId> ids) {
    return new Auditor(azure.cloud().audit(), 4, Clock.systemUTC())
        .audit(
            new Auditor.Question(
                AuditReads.Scope.of(EmulatedAzure.OURS, run), ids, List.of(), Set.of()));
  }

  /** In a group that is nobody's. */
  private ResourceId made(String type, Map<String, String> tags, String properties) {
    String group = "/subscriptions/" + azure.subscription() + "/resourceGroups/g" + name;
    azure.put(group, VERSION, "{\"location\":\"westeurope\"}");
    String id = group + "/providers/" + type + "/" + name;
    String json =
        tags.entrySet().stream()
            .map(tag -> "\"%s\":\"%s\"".formatted(tag.getKey(), tag.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
    azure.put(
        id,
        VERSION,
        "{\"location\":\"westeurope\",\"tags\":%s,\"properties\":%s}".formatted(json, properties));
    return ResourceId.of(id);
  }
}
