package io.haymaker.azure.validation;

import static io.haymaker.azure.validation.ChecksWorld.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.EmulatedAzure;
import io.haymaker.azure.registry.RegistrySettings;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.validation.Check.Finding;
import io.haymaker.core.validation.Check.Verdict;
import io.haymaker.core.validation.Undertaking;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry is asked for the image's manifest, as whom the settings say. */
class ImageOfRegistryIT {
  @TempDir static Path data;
  private static EmulatedAzure azure;
  private static String registry;

  @BeforeAll
  static void start() {
    azure =
        EmulatedAzure.in(data, options -> options.withImage("team/agent:1", List.of("/bin/true")));
    registry = azure.emulator().info().containerRegistry();
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @AfterEach
  void heal() {
    azure.heal();
  }

  private static Finding look(AzureCloud cloud, String image, RegistrySettings settings) {
    return new ImageCheck(image, cloud.images(settings))
        .look(new Undertaking(1, Duration.ofHours(1)));
  }

  private static RegistrySettings asOurselves() {
    return new RegistrySettings(Optional.of(registry), Optional.empty());
  }

  private static RegistrySettings as(String user, String password) {
    return new RegistrySettings(
        Optional.of(registry),
        Optional.of(new RegistrySettings.Password(user, new SecretValue(password))));
  }

  @Test
  void ourOwnLoginIsExchanged() {
    Finding finding = look(azure.cloud(), registry + "/team/agent:1", asOurselves());
    assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.PASSED);
    String digest = finding.message().replaceFirst(".*(sha256:\\S+)", "$1");
    assertThat(look(azure.cloud(), registry + "/team/agent@" + digest, asOurselves()).verdict())
        .isEqualTo(Verdict.PASSED);
    assertThat(azure.requests()).anyMatch(request -> request.path().equals("/oauth2/exchange"));
  }

  @Test
  void aUserAndPasswordAreTaken() {
    var info = azure.emulator().info();
    int before = azure.requests().size();
    Finding finding =
        look(
            azure.cloud(),
            registry + "/team/agent:1",
            as(info.clientId(), info.clientSecret().reveal()));
    assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.PASSED);
    assertThat(azure.requests().stream().skip(before))
        .noneMatch(request -> request.path().equals("/oauth2/exchange"));
  }

  @Test
  void aWrongPasswordIsNamedAndNotShown() {
    Finding finding =
        look(
            azure.cloud(),
            registry + "/team/agent:1",
            as(azure.emulator().info().clientId(), "not-the-password"));
    assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(finding.message()).contains("UNAUTHORIZED").doesNotContain("not-the-password");
    assertThat(finding.whatToDo()).contains("CONTAINER_REGISTRY_PASSWORD").contains("AcrPull");
  }

  @Test
  void nobodyIsLetIn() {
    Finding finding = look(azure.cloud(), registry + "/team/agent:1", RegistrySettings.ANONYMOUS);
    assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(finding.whatToDo()).contains("set CONTAINER_REGISTRY to " + registry);
  }

  @Test
  void aLoginThatMayNotPullIsTold() {
    var owner = EmulatedAzure.owner(RunId.random());
    var plan = new IdentityPlan(owner, "AzureHayMaker-pull-admin", "u-pull", "s", List.of());
    Directory directory = azure.cloud().directory();
    Directory.Application application = value(directory.ensureApplication(plan));
    String principal = value(directory.ensureServicePrincipal(application, plan));
    SecretValue secret = value(directory.replaceSecret(application, azure.tomorrow(), 1));
    AzureCloud theirs = azure.as(application.clientId(), secret);
    Finding refused = look(theirs, registry + "/team/agent:1", asOurselves());
    assertThat(refused.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(refused.whatToDo()).contains("AcrPull");

    value(
        azure
            .cloud()
            .roles()
            .ensure(
                principal,
                new RoleGrant("AcrPull", "/subscriptions/" + azure.subscription()),
                owner));
    assertThat(look(theirs, registry + "/team/agent:1", asOurselves()).verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void aMissingManifestIsToldFromAMissingRegistry() {
    for (String image : List.of("/team/agent:2", "/team/other:1")) {
      Finding finding = look(azure.cloud(), registry + image, asOurselves());
      assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(finding.message()).contains("has no manifest").contains(image);
      assertThat(finding.whatToDo()).contains("push the image");
    }
    Finding unreachable = look(azure.cloud(), "localhost:1/team/agent:1", asOurselves());
    assertThat(unreachable.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(unreachable.message()).contains("could not be asked").contains("ConnectionLost");
    assertThat(unreachable.whatToDo()).contains("can be reached");
  }

  @Test
  void a404OfSomethingOnTheWayIsNoAbsence() {
    azure.failNext(9, "GET", "/v2/**", 404, "ResourceNotFound");
    Finding finding = look(azure.cloud(), registry + "/team/agent:1", asOurselves());
    assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(finding.message()).contains("could not be asked").contains("HTTP404");
  }
}
