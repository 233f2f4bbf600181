package io.haymaker.agent.run;

import io.haymaker.agent.arm.Patience;
import io.haymaker.agent.environment.EnvironmentReader;
import io.haymaker.agent.http.HttpTransport;
import io.haymaker.agent.stop.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Runs an agent in this process against a fake cloud. */
final class AgentHarness {

  static final String SECRET = "s3cret~value";

  private static final Patience QUICK =
      new Patience(
          3,
          Duration.ofMillis(5),
          Duration.ofMillis(20),
          Duration.ofSeconds(5),
          Duration.ofMillis(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5));

  final Map<String, String> environment;
  final StopSignal stop = new StopSignal(Clock.systemUTC(), Duration.ofSeconds(30));
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private String shell = "bash";

  AgentHarness(FakeCloud cloud, String document) {
    environment = environment(cloud, document);
  }

  AgentHarness with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  AgentHarness withShell(String program) {
    shell = program;
    return this;
  }

  ExitCode run() throws IOException, InterruptedException {
    EnvironmentReader.Result.Ready ready =
        (EnvironmentReader.Result.Ready) EnvironmentReader.read(environment);
    return new AgentProcess(
            ready.settings(),
            new HttpTransport(Optional.empty()),
            QUICK,
            shell,
            stop,
            new PrintStream(log, true, StandardCharsets.UTF_8),
            Clock.systemUTC())
        .run();
  }

  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  static Map<String, String> environment(FakeCloud cloud, String document) {
    Map<String, String> all = new HashMap<>();
    all.put("AZURE_CLIENT_ID", "client-1");
    all.put("AZURE_TENANT_ID", "tenant-1");
    all.put("AZURE_SUBSCRIPTION_ID", FakeCloud.SUBSCRIPTION);
    all.put("AZURE_CLIENT_SECRET", SECRET);
    all.put("AZURE_AUTHORITY_HOST", cloud.url());
    all.put("HAYMAKER_ARM_ENDPOINT", cloud.url() + "/");
    all.put("HAYMAKER_EVENTS_URL", cloud.url() + "/agent-logs");
    all.put("HAYMAKER_RUN_ID", "11111111-2222-3333-4444-555555555555");
    all.put("HAYMAKER_INSTALLATION_ID", "inst-1");
    all.put("HAYMAKER_AGENT_ID", "agent-1");
    all.put("HAYMAKER_SCENARIO", "test-01-things");
    all.put("HAYMAKER_SCENARIO_DOCUMENT", packed(document));
    all.put("HAYMAKER_DURATION", "PT0S");
    all.put("HAYMAKER_RESOURCE_GROUP", "rg-test");
    all.put("HAYMAKER_LOCATION", "eastus");
    all.put("HAYMAKER_UNIQUE", "abc234");
    return all;
  }

  static String packed(String document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(document.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** A document with one block of the given language in each phase. */
  static String document(String language, String one, String two, String three) {
    String fence = "```" + language + "\n%s\n```\n";
    return "# Scenario: Things\n## Technology Area\nTesting\n## Phase 1: Deployment\n"
        + fence.formatted(one)
        + "## Phase 2: Operations\n"
        + fence.formatted(two)
        + "## Phase 3: Cleanup\n"
        + fence.formatted(three);
  }

  /** A network, an interface in it, and a machine on that. */
  static final String THINGS =
      document(
          "http",
          """
          @net = {{arm}}/subscriptions/{{subscription_id}}/resourceGroups/{{resource_group}}/providers/Microsoft.Network
          # @name network
          PUT {{net}}/virtualNetworks/vnet-{{unique}}?api-version=2024-05-01

          {"location": "{{location}}", "tags": {"team": "web", "runid": "mine"}}
          ###
          # @name nic
          PUT {{net}}/networkInterfaces/nic?api-version=2024-05-01

          {"properties": {"subnet": "{{network.response.body.$.id}}/subnets/a", "by": "{{principal_id}}"}}
          ###
          PUT {{net}}/virtualNetworks/vnet-{{unique}}/subnets/a?api-version=2024-05-01

          {"properties": {}}
          """,
          """
          GET {{net}}/virtualNetworks/vnet-{{unique}}?api-version=2024-05-01
          ###
          PATCH {{net}}/networkInterfaces/nic?api-version=2024-05-01

          {"properties": {"x": "{{password}}"}}
          """,
          """
          DELETE {{net}}/networkInterfaces/nic?api-version=2024-05-01
          ###
          DELETE {{net}}/virtualNetworks/vnet-{{unique}}?api-version=2024-05-01
          """);
}
