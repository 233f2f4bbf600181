package io.haymaker.benchmarks.cloud;

import io.haymaker.core.identity.IdentityRetirer;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.AgentSizes;
import io.haymaker.core.run.RunSettings;
import io.haymaker.core.run.RunWorld;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.scenario.ScenarioCatalog;
import io.haymaker.core.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** All ports on one cloud. */
public final class QuickCloud {
  private final QuickResources resources = new QuickResources();
  private final QuickDirectory directory = new QuickDirectory();
  private final QuickRoles roles = new QuickRoles();
  private final QuickSecrets secrets = new QuickSecrets();
  private final QuickContainers containers;

  /**
   * @param program what each container does
   */
  public QuickCloud(BiConsumer<LaunchSpec, QuickResources> program) {
    this.containers = new QuickContainers(spec -> program.accept(spec, resources));
  }

  public QuickResources resources() {
    return resources;
  }

  public ContainerRuntime runtime() {
    return containers;
  }

  public IdentityRetirer retirer(Retrier retrier) {
    return new IdentityRetirer(directory, roles, secrets, retrier);
  }

  /** How many things of any kind are there. */
  public int size() {
    return resources.size()
        + directory.shelf.size()
        + roles.shelf.size()
        + secrets.shelf.size()
        + containers.shelf.size();
  }

  /** How runs are made here. */
  public static RunSettings settings() {
    return new RunSettings(
        QuickResources.SUBSCRIPTION,
        "westeurope",
        "registry.example/agent:1",
        AgentSizes.all(new ContainerSize(2, 64)),
        Map.of("AZURE_TENANT_ID", "tenant"),
        List.of("Contributor"),
        List.of(),
        RunSettings.Pace.STANDARD);
  }

  /** The whole world of a run, with a deleter that may be slower than the cloud's own. */
  public RunWorld world(ScenarioCatalog catalog, ResourceDeleter deleter, Clock clock) {
    return new RunWorld(
        catalog,
        new Validator(List.of(), Duration.ofSeconds(20), clock),
        (_, _) -> Look.absent(),
        resources,
        resources,
        deleter,
        resources,
        directory,
        roles,
        secrets,
        directory,
        containers,
        new QuickAudit(resources, containers, directory, roles, secrets));
  }
}
