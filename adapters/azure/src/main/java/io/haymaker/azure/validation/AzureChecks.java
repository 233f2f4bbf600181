package io.haymaker.azure.validation;

import com.azure.core.credential.TokenCredential;
import io.haymaker.azure.AzureSettings;
import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.azure.wire.Rest;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ImageRegistry;
import io.haymaker.core.validation.Check;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The checks that need no port: they ask Azure themselves, and make nothing. */
public final class AzureChecks {
  private final AzureSettings settings;
  private final TokenCredential credential;
  private final Rest arm;
  private final Rest graph;

  public AzureChecks(AzureSettings settings, TokenCredential credential, Rest arm, Rest graph) {
    this.settings = settings;
    this.credential = credential;
    this.arm = arm;
    this.graph = graph;
  }

  /**
   * Who we are, where we may be, and what we may do there.
   *
   * @param containers empty where agents run elsewhere
   * @param topic looks the bus's topic up
   */
  public List<Check> ofLogin(
      Optional<ContainerAppsSettings> containers,
      List<String> allowedSubscriptions,
      Supplier<Look<ResourceId>> topic) {
    String armScope = settings.endpoints().armScope();
    var roles = new HeldRoles(arm, credential, armScope);
    return List.of(
        new CredentialCheck(credential, armScope),
        new AllowedSubscriptionCheck(settings.subscription(), allowedSubscriptions),
        new InventoryCheck(
            arm, settings.subscriptions().subList(1, settings.subscriptions().size())),
        new PermissionCheck(roles, settings.subscription(), containers),
        new DataPermissionCheck(roles, arm, settings.subscriptions(), settings.vault(), topic),
        new DirectoryCheck(graph, credential, settings.endpoints().graphScope()),
        new ObjectQuotaCheck(graph));
  }

  /** Whether agents can run as they should, and what that costs. */
  public List<Check> ofContainers(
      ContainerAppsSettings containers, String nodeType, ImageRegistry images, PriceList prices) {
    return List.of(
        new ImageCheck(containers.image(), images),
        new NetworkCheck(arm, containers, nodeType),
        new CostCheck(prices, nodeType));
  }
}
