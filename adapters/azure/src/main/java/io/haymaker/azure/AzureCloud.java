package io.haymaker.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ChainedTokenCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.resourcemanager.appcontainers.ContainerAppsApiManager;
import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.containerinstance.fluent.ContainerInstanceManagementClient;
import com.azure.resourcemanager.containerinstance.implementation.ContainerInstanceManagementClientBuilder;
import com.azure.resourcemanager.resourcegraph.ResourceGraphManager;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import io.haymaker.azure.audit.AzureAuditReads;
import io.haymaker.azure.event.BusSettings;
import io.haymaker.azure.event.ServiceBusEvents;
import io.haymaker.azure.groundwork.Groundwork;
import io.haymaker.azure.identity.ArmRoleAssignments;
import io.haymaker.azure.identity.EntraDirectory;
import io.haymaker.azure.identity.LoginProbe;
import io.haymaker.azure.instances.ContainerInstancesRuntime;
import io.haymaker.azure.instances.ContainerInstancesSettings;
import io.haymaker.azure.instances.GroupWatch;
import io.haymaker.azure.instances.RegionUsage;
import io.haymaker.azure.queue.QueueSettings;
import io.haymaker.azure.queue.ServiceBusQueues;
import io.haymaker.azure.registry.RegistryImages;
import io.haymaker.azure.registry.RegistrySettings;
import io.haymaker.azure.resource.ArmDeleter;
import io.haymaker.azure.resource.ArmGroups;
import io.haymaker.azure.resource.ArmReader;
import io.haymaker.azure.resource.GraphInventory;
import io.haymaker.azure.run.AzureNames;
import io.haymaker.azure.run.WorkloadNames;
import io.haymaker.azure.runtime.ContainerAppsRuntime;
import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.azure.runtime.EnvironmentQuota;
import io.haymaker.azure.secret.VaultReader;
import io.haymaker.azure.secret.VaultSecrets;
import io.haymaker.azure.secret.VaultUrls;
import io.haymaker.azure.validation.AzureChecks;
import io.haymaker.azure.wire.ApiVersions;
import io.haymaker.azure.wire.ArmBudgets;
import io.haymaker.azure.wire.Follower;
import io.haymaker.azure.wire.Pipelines;
import io.haymaker.azure.wire.Rest;
import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.PropagationProbe;
import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.SecretReader;
import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.limit.Limiter;
import io.haymaker.core.limit.LocalBank;
import io.haymaker.core.limit.TokenBank;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceGroups;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.NameRegistry;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ImageRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * Azure behind every port. Building it makes no call; the ports are safe for many threads and share
 * one HTTP client. Take each port once: some remember what they have looked up.
 */
public final class AzureCloud {

  private static final Duration POLL = Duration.ofSeconds(2);

  private final AzureSettings settings;
  private final HttpClient client;
  private final TokenCredential credential;
  private final HttpPipelinePolicy turns;
  private final HttpPipeline armPipeline;
  private final Rest arm;
  private final Rest graph;
  private final ApiVersions versions;
  private final SecretClient vault;
  private final Clock clock;
  private final Pauser pauser;
  private final ContainerAppsApiClient containerApps;

  /**
   * @param clock by which long-running operations are given up
   * @throws IllegalArgumentException when the certificate file cannot be used
   */
  public AzureCloud(AzureSettings settings, Clock clock) {
    this(settings, clock, new LocalBank(clock));
  }

  /**
   * @param tokens shared by all who call as the same principal
   */
  public AzureCloud(AzureSettings settings, Clock clock, TokenBank tokens) {
    this(settings, clock, tokens, ArmBudgets.documented(settings.login().principal()));
  }

  /**
   * @param budgets how much may be asked of Resource Manager
   */
  public AzureCloud(AzureSettings settings, Clock clock, TokenBank tokens, ArmBudgets budgets) {
    this.settings = settings;
    this.clock = clock;
    this.pauser = Pauser.system();
    client = Pipelines.client(settings.caFile());
    credential =
        switch (settings.login()) {
          case AzureLogin.Given(TokenCredential given) -> given;
          case AzureLogin.ClientSecret(String clientId, SecretValue secret) ->
              login(clientId, secret);
          case AzureLogin.Surroundings _ ->
              new ChainedTokenCredentialBuilder()
                  .addLast(new ManagedIdentityCredentialBuilder().httpClient(client).build())
                  .addLast(new AzureCliCredentialBuilder().build())
                  .build();
          case AzureLogin.ManagedIdentity(Optional<String> clientId) ->
              new ManagedIdentityCredentialBuilder()
                  .clientId(clientId.orElse(null))
                  .httpClient(client)
                  .build();
        };
    AzureEndpoints endpoints = settings.endpoints();
    turns = Pipelines.turns(new Limiter(tokens, clock, pauser), budgets);
    armPipeline = Pipelines.signed(client, credential, endpoints.armScope(), turns);
    arm = new Rest(armPipeline, endpoints.arm());
    graph =
        new Rest(Pipelines.signed(client, credential, endpoints.graphScope()), endpoints.graph());
    versions = new ApiVersions(arm);
    vault = vault();
    containerApps = containerApps();
  }

  /** What the SDK's clients here log in with; for others that need one, such as the bus. */
  public TokenCredential credential() {
    return credential;
  }

  /** The HTTP client with our time-outs and trust. */
  public HttpClient httpClient() {
    return client;
  }

  public ResourceGroups groups() {
    return new ArmGroups(
        ResourceManager.authenticate(armPipeline, profile(settings.subscription()))
            .withSubscription(settings.subscription())
            .serviceClient()
            .getResourceGroups(),
        settings.subscription());
  }

  public ResourceReader reader() {
    return new ArmReader(arm, versions, settings.subscriptions());
  }

  public ResourceDeleter deleter() {
    return new ArmDeleter(arm, versions, new Follower(arm, clock, pauser), clock);
  }

  public Inventory inventory() {
    HttpClient patient = Pipelines.client(settings.caFile(), Pipelines.INVENTORY_ANSWER);
    return new GraphInventory(
        ResourceGraphManager.authenticate(
                Pipelines.signed(patient, credential, settings.endpoints().armScope(), turns),
                profile(settings.subscription()))
            .resourceProviders(),
        settings.subscriptions());
  }

  public Directory directory() {
    return new EntraDirectory(graph);
  }

  public RoleAssignments roles() {
    return armRoles();
  }

  private ArmRoleAssignments armRoles() {
    return new ArmRoleAssignments(
        AuthorizationManager.authenticate(armPipeline, profile(settings.subscription()))
            .roleServiceClient(),
        arm,
        settings.subscriptions());
  }

  public SecretStore secrets() {
    return new VaultSecrets(vault, clock, pauser);
  }

  /** Reads the installation's own secrets, by name. */
  public VaultReader vaultReader() {
    return new VaultReader(vault);
  }

  /** Reads the vault's secrets for who cannot do so itself, by their URLs. */
  public SecretReader secretReader() {
    return new VaultUrls(vault);
  }

  public PropagationProbe probe() {
    return new LoginProbe(
        (clientId, secret) ->
            Pipelines.trial(client, login(clientId, secret), settings.endpoints().armScope()),
        settings.endpoints().arm(),
        versions);
  }

  public AuditReads audit() {
    return new AzureAuditReads(arm, versions, graph, vault, settings.subscriptions());
  }

  /** The Container Apps runtime of an installation. */
  public ContainerRuntime containerApps(ContainerAppsSettings where, InstallationId installation) {
    return new ContainerAppsRuntime(containerApps, deleter(), where, installation);
  }

  /**
   * The Container Instances runtime of an installation.
   *
   * @param secrets reads the secrets of what is launched there
   */
  public ContainerRuntime containerInstances(
      ContainerInstancesSettings where, SecretReader secrets, InstallationId installation) {
    return new ContainerInstancesRuntime(
        containerInstances(), deleter(), secrets, where, installation, clock, pauser);
  }

  /** Reads what the subscription uses of its quotas of Container Instances. */
  public RegionUsage containerInstancesUsage() {
    return new RegionUsage(containerInstances());
  }

  /** Looks at groups of Container Instances, whoever made them. */
  public GroupWatch containerGroups(ContainerInstancesSettings where) {
    return new GroupWatch(containerInstances(), where, clock);
  }

  /**
   * The plain client, not the SDK's manager of it: that would need the libraries of networks,
   * storage and identities on the class path, for nothing that we call.
   */
  private ContainerInstanceManagementClient containerInstances() {
    return new ContainerInstanceManagementClientBuilder()
        .pipeline(armPipeline)
        .endpoint(settings.endpoints().arm().toString())
        .subscriptionId(settings.subscription())
        .buildClient();
  }

  /** Which names are free among the jobs of these settings, in the directory and in the vault. */
  public NameRegistry names(ContainerAppsSettings where) {
    var group = ResourceId.group(settings.subscription(), where.resourceGroup());
    return names(new WorkloadNames(arm, group)::holder);
  }

  /**
   * The same where containers run elsewhere.
   *
   * @param containers says who has a container's name
   */
  public NameRegistry names(Function<String, Look<String>> containers) {
    return new AzureNames(graph, vault, containers);
  }

  /** Asks registries for images, as the settings say. */
  public ImageRegistry images(RegistrySettings registry) {
    return new RegistryImages(
        Pipelines.unsigned(client),
        credential,
        settings.endpoints().armScope(),
        settings.tenantId(),
        registry);
  }

  /** The agents' events. */
  public ServiceBusEvents events(BusSettings bus) {
    return new ServiceBusEvents(bus, credential, arm, settings.subscriptions());
  }

  /** The messages that a scaler looks at; to be closed by the caller. */
  public ServiceBusQueues messageQueues(QueueSettings queues) {
    return new ServiceBusQueues(queues, arm, clock);
  }

  /** What has to be there before the first run. */
  public Groundwork groundwork() {
    return new Groundwork(
        arm,
        new Follower(arm, clock, pauser),
        new Retrier(clock, pauser, new Random()),
        armRoles(),
        settings.subscription());
  }

  /** The checks that ask Azure themselves. */
  public AzureChecks checks() {
    return new AzureChecks(settings, credential, arm, graph);
  }

  /** Reads what Container Apps environments use of their quotas. */
  public EnvironmentQuota quota() {
    return new EnvironmentQuota(containerApps);
  }

  private TokenCredential login(String clientId, SecretValue secret) {
    var builder =
        new ClientSecretCredentialBuilder()
            .tenantId(settings.tenantId())
            .clientId(clientId)
            .clientSecret(secret.reveal())
            .authorityHost(settings.endpoints().authority().toString())
            .httpClient(client);
    if (!settings.endpoints().isPublic()) {
      builder.disableInstanceDiscovery();
    }
    return builder.build();
  }

  private SecretClient vault() {
    var builder =
        new SecretClientBuilder()
            .vaultUrl(settings.vault().toString())
            .credential(credential)
            .httpClient(client)
            .retryOptions(Pipelines.noRetry())
            .addPolicy(Pipelines.readRetry());
    if (!settings.endpoints().isPublic()) {
      builder.disableChallengeResourceVerification();
    }
    return builder.buildClient();
  }

  private ContainerAppsApiClient containerApps() {
    return ContainerAppsApiManager.configure()
        .withHttpClient(client)
        .withRetryPolicy(new RetryPolicy(Pipelines.noRetry()))
        .withPolicy(Pipelines.readRetry())
        .withPolicy(turns)
        .withScope(settings.endpoints().armScope())
        .withDefaultPollInterval(POLL)
        .authenticate(credential, profile(settings.subscription()))
        .serviceClient();
  }

  private AzureProfile profile(String subscription) {
    var endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
    if (!settings.endpoints().isPublic()) {
      endpoints.put("resourceManagerEndpointUrl", settings.endpoints().arm() + "/");
      endpoints.put("managementEndpointUrl", settings.endpoints().arm() + "/");
      endpoints.put("activeDirectoryEndpointUrl", settings.endpoints().authority() + "/");
      endpoints.put("microsoftGraphResourceId", settings.endpoints().graph() + "/");
    }
    return new AzureProfile(settings.tenantId(), subscription, new AzureEnvironment(endpoints));
  }
}
