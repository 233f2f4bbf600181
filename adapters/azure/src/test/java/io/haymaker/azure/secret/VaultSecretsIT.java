package io.haymaker.azure.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.identity.SecretStore.StoredSecret;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.scenario.ScenarioName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultSecretsIT {

  @TempDir static Path data;
  private static EmulatedAzure azure;

  private final RunId run = RunId.random();
  private final Owner owner = EmulatedAzure.owner(run);
  private final String name = "scenario-sp-web-secret-" + run;
  private final SecretValue value = new SecretValue("s3cret-value");
  private SecretStore secrets;

  @BeforeAll
  static void start() {
    azure = EmulatedAzure.in(data);
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @BeforeEach
  void take() {
    secrets = azure.cloud().secrets();
  }

  @AfterEach
  void heal() {
    azure.heal();
  }

  @Test
  void aSecretIsPutUnderAVersionedUrlAndRemovedWithoutTrace() {
    String url = done(secrets.put(name, value, owner, azure.tomorrow()));

    assertThat(url).matches("https://.*/secrets/" + name + "/[0-9a-f]{32}");
    assertThat(list()).containsExactly(new StoredSecret(name, false, Optional.of(run)));
    assertThat(done(azure.cloud().audit().secrets(AuditReads.Scope.of(EmulatedAzure.OURS, run))))
        .containsExactly("secret " + name);

    assertThat(secrets.remove(name)).isEqualTo(Outcome.done(Removal.REMOVED));
    assertThat(list()).isEmpty();
    assertThat(done(azure.cloud().audit().secrets(AuditReads.Scope.of(EmulatedAzure.OURS, run))))
        .isEmpty();
    assertThat(secrets.remove(name)).isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
  }

  @Test
  void aSoftDeletedCopyOfOursIsPurgedBeforeTheNextPut() {
    done(secrets.put(name, value, owner, azure.tomorrow()));
    azure.failNext(1, "DELETE", "/deletedsecrets/*", 503, "ServiceUnavailable");
    assertThat(secrets.remove(name)).isInstanceOf(Outcome.Busy.class);
    assertThat(list()).containsExactly(new StoredSecret(name, true, Optional.of(run)));
    assertThat(done(azure.cloud().audit().secrets(AuditReads.Scope.of(EmulatedAzure.OURS, run))))
        .containsExactly("soft-deleted secret " + name);

    done(secrets.put(name, value, owner, azure.tomorrow()));

    assertThat(list()).containsExactly(new StoredSecret(name, false, Optional.of(run)));
    done(secrets.remove(name));
  }

  @Test
  void aForeignSecretIsRefused() {
    var theirs = new Owner(new InstallationId("somebody-else"), run, new ScenarioName("web"));
    done(secrets.put(name, value, theirs, azure.tomorrow()));

    assertThat(secrets.put(name, value, owner, azure.tomorrow()).obstacle())
        .get()
        .matches(problem -> problem.is("NotOurs"));
    assertThat(list()).isEmpty();
  }

  @Test
  void aLostAnswerIsUnknownAndMayBeRepeated() {
    azure.loseNext("PUT", "/secrets/*");
    assertThat(secrets.put(name, value, owner, azure.tomorrow()))
        .isInstanceOf(Outcome.Unknown.class);

    done(secrets.put(name, value, owner, azure.tomorrow()));
    assertThat(list()).hasSize(1);
    done(secrets.remove(name));
  }

  @Test
  void aListingThatFailsIsNotEmpty() {
    azure.failNext(3, "GET", "/deletedsecrets", 500, "InternalServerError");

    assertThat(secrets.list(EmulatedAzure.OURS, Optional.empty()))
        .isInstanceOf(Listing.CouldNotLook.class);
  }

  private List<StoredSecret> list() {
    return done(secrets.list(EmulatedAzure.OURS, Optional.of(run)));
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  private static <T> List<T> done(Listing<T> listing) {
    assertThat(listing).isInstanceOf(Listing.Complete.class);
    return ((Listing.Complete<T>) listing).items();
  }
}
