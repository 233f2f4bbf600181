package io.haymaker.core.run;

import io.haymaker.core.identity.Identity;
import io.haymaker.core.ownership.InstallationId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The plain variables that an agent finds in its container. No secret is among them. */
final class AgentEnvironment {
  private AgentEnvironment() {}

  static Map<String, String> of(
      InstallationId installation,
      RunSettings settings,
      Run run,
      ScenarioRun scenario,
      Identity identity) {
    var variables = new HashMap<>(settings.agentEnvironment());
    variables.put("AZURE_CLIENT_ID", identity.clientId());
    variables.put("AZURE_SUBSCRIPTION_ID", settings.subscription());
    variables.put("HAYMAKER_RUN_ID", run.id().toString());
    variables.put("HAYMAKER_INSTALLATION_ID", installation.value());
    variables.put("HAYMAKER_AGENT_ID", scenario.plan().agentId());
    variables.put("HAYMAKER_SCENARIO", scenario.scenario().value());
    variables.put("HAYMAKER_SCENARIO_DOCUMENT", packed(scenario.document()));
    variables.put("HAYMAKER_DURATION", run.options().duration().toString());
    variables.put("HAYMAKER_RESOURCE_GROUP", scenario.plan().group().groupName().orElseThrow());
    variables.put("HAYMAKER_LOCATION", settings.location());
    variables.put("HAYMAKER_UNIQUE", scenario.plan().unique());
    if (scenario.plan().leaveBehind() > 0) {
      variables.put("HAYMAKER_LEAVE_BEHIND", Integer.toString(scenario.plan().leaveBehind()));
    }
    return Map.copyOf(variables);
  }

  /** Base64 of gzip: a document of some kilobytes then fits any platform's limit for a variable. */
  private static String packed(String document) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(document.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
