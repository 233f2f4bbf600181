package io.haymaker.emulator;

import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.token.AccessTokens;
import io.haymaker.emulator.token.Principal;
import io.haymaker.emulator.token.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** A running emulator with its administrator's client, and short words for what tests do. */
public final class TestCloud implements AutoCloseable {
  private final Emulator emulator;
  private final CloudClient admin;

  private TestCloud(Emulator emulator) throws IOException {
    this.emulator = emulator;
    this.admin = CloudClient.administrator(emulator.info());
  }

  /** Starts a cloud in which nothing takes time. */
  public static TestCloud immediate(Path data) throws IOException {
    return start(data, Settings.immediate());
  }

  /** Starts a cloud with these settings. */
  public static TestCloud start(Path data, Settings settings) throws IOException {
    return new TestCloud(Emulator.start(EmulatorOptions.in(data).withSettings(settings)));
  }

  /** The emulator. */
  public Emulator emulator() {
    return emulator;
  }

  /** The administrator. */
  public CloudClient admin() {
    return admin;
  }

  /** A client of Resource Manager with a token of somebody whom the directory need not know. */
  public CloudClient as(String objectId) throws IOException {
    return as(objectId, emulator.info().armEndpoint());
  }

  /** A client of any service with a token of somebody whom the directory need not know. */
  public CloudClient as(String objectId, String resource) throws IOException {
    var cloud = emulator.cloud();
    AccessTokens tokens =
        new AccessTokens(
            SigningKey.open(cloud.folder().path()),
            cloud.endpoints(),
            cloud.tenantId(),
            cloud.clock());
    return CloudClient.anonymous(emulator.info())
        .withToken(
            tokens.issue(
                new Principal(objectId, UUID.randomUUID().toString(), "somebody"), resource));
  }

  /** The subscription's scope. */
  public String subscription() {
    return "/subscriptions/" + emulator.info().subscriptionId();
  }

  /** The scope of a new group. */
  public String newGroup(String name) throws IOException {
    String scope = subscription() + "/resourceGroups/" + name;
    CloudClient.Answer answer = admin.put(scope, "{\"location\":\"westeurope\"}");
    if (answer.status() != 201) {
      throw new IOException("no group: " + answer.body());
    }
    return scope;
  }

  /** Changes settings, e.g. {@code {"operationTime":"PT10S"}}. */
  public void settings(String json) {
    emulator.cloud().settings().change((tools.jackson.databind.node.ObjectNode) Json.parse(json));
  }

  /** Lets time pass. */
  public void pass(Duration length) {
    emulator.cloud().clock().advance(length);
  }

  /** Gives a role, as a service principal's. */
  public CloudClient.Answer assign(String scope, String roleId, String principalId)
      throws IOException {
    return admin.put(
        scope
            + "/providers/Microsoft.Authorization/roleAssignments/"
            + UUID.randomUUID()
            + "?api-version=2022-04-01",
        assignment(roleId, principalId));
  }

  /** The body of a role assignment. */
  public String assignment(String roleId, String principalId) {
    return "{\"properties\":{\"roleDefinitionId\":\""
        + subscription()
        + "/providers/Microsoft.Authorization/roleDefinitions/"
        + roleId
        + "\",\"principalId\":\""
        + principalId
        + "\",\"principalType\":\"ServicePrincipal\"}}";
  }

  @Override
  public void close() throws IOException {
    emulator.close();
  }
}
