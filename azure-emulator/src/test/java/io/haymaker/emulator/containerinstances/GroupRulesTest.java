package io.haymaker.emulator.containerinstances;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class GroupRulesTest {

  private static final String ACR_PULL = "7f951dda-4ed3-4680-a7ca-43fe172d538d";

  @TempDir static Path data;
  private static GroupsFixture cloud;

  @BeforeAll
  static void start() throws IOException {
    cloud = GroupsFixture.start(data);
  }

  @AfterAll
  static void stop() throws IOException {
    cloud.close();
  }

  private static ObjectNode running() {
    return cloud.body("exec sleep 1000");
  }

  private static void refused(String code, Consumer<ObjectNode> change) throws IOException {
    ObjectNode body = running();
    change.accept(body);
    Answer answer = cloud.put("refused", body);
    assertThat(answer.code()).as("%s", answer.body()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(cloud.admin.get(cloud.path("refused")).status()).isEqualTo(404);
  }

  private static ObjectNode requests(ObjectNode body) {
    return (ObjectNode) GroupsFixture.only(body).at("/resources/requests");
  }

  @Test
  void whatMakesNoSenseIsRefused() throws Exception {
    refused("InvalidMemoryResourceRequest", body -> requests(body).put("memoryInGB", 1.55));
    refused("InvalidResourceRequest", body -> requests(body).put("memoryInGB", 240.1));
    refused("InvalidResourceRequest", body -> requests(body).put("cpu", 31.5));
    refused("InvalidResourceRequest", body -> requests(body).put("cpu", 0));
    refused("ResourceRequestsNotSpecified", body -> requests(body).remove("cpu"));
    refused("InvalidImageName", body -> GroupsFixture.only(body).put("image", " "));
    refused("InaccessibleImage", body -> GroupsFixture.only(body).put("image", "test/none:1"));
    refused("MissingOsType", body -> GroupsFixture.properties(body).remove("osType"));
    refused(
        "InvalidRestartPolicy",
        body -> GroupsFixture.properties(body).put("restartPolicy", "Sometimes"));
    refused("InvalidContainerCount", body -> GroupsFixture.properties(body).putArray("containers"));
    refused(
        "DuplicateContainerName",
        body ->
            body.withArray("/properties/containers")
                .add(GroupsFixture.container("main", "exit 0")));
    refused(
        "InvalidContainerName",
        body -> ((ObjectNode) body.at("/properties/containers/0")).put("name", "Not-So"));
    refused(
        "NotSupportedByEmulator", body -> GroupsFixture.only(body).putArray("command").add("true"));
    refused("LocationRequired", body -> body.remove("location"));
    for (String name : new String[] {"UPPER", "-edge", "two--hyphens", "a".repeat(64)}) {
      assertThat(cloud.put(name, running()).code()).isEqualTo("InvalidContainerGroupName");
    }
  }

  @Test
  void whatLivesCannotChangeItsFrameAndIsBegunAnewForTheRest() throws Exception {
    cloud.made("fixed", running());
    cloud.awaitState("fixed", "Running");
    String begun = cloud.life("fixed").at("/currentState/startTime").asString();

    assertThat(cloud.put("fixed", running()).status()).isEqualTo(200);
    assertThat(cloud.life("fixed").at("/currentState/startTime").asString()).isEqualTo(begun);

    ObjectNode larger = running();
    requests(larger).put("memoryInGB", 2.0);
    ObjectNode always = running();
    GroupsFixture.properties(always).put("restartPolicy", "Always");
    ObjectNode two = running();
    two.withArray("/properties/containers").add(GroupsFixture.container("side", "exit 0"));
    for (ObjectNode body : new ObjectNode[] {larger, always, two}) {
      Answer answer = cloud.put("fixed", body);
      assertThat(answer.code()).isEqualTo("InvalidContainerGroupUpdate");
      assertThat(answer.status()).isEqualTo(400);
    }

    assertThat(cloud.put("fixed", cloud.body("exit 4")).status()).isEqualTo(200);
    cloud.awaitState("fixed", "Failed");
    assertThat(cloud.life("fixed").at("/currentState/exitCode").asInt()).isEqualTo(4);
    // What has ended is deployed as if it were new, also in another size.
    assertThat(cloud.put("fixed", larger).status()).isEqualTo(200);
    cloud.awaitState("fixed", "Running");
  }

  @Test
  void tagsAndOnlyTagsCanBePatchedAndNothingIsBegunAnew() throws Exception {
    cloud.made("tagged", cloud.body("exit 0"));
    cloud.awaitState("tagged", "Succeeded");

    assertThat(cloud.admin.call("PATCH", cloud.path("tagged"), "{\"tags\":{\"a\":\"b\"}}").status())
        .isEqualTo(200);
    assertThat(cloud.admin.call("PATCH", cloud.path("tagged"), "{\"properties\":{}}").code())
        .isEqualTo("InvalidContainerGroupUpdate");

    assertThat(cloud.admin.get(cloud.path("tagged")).body().at("/tags/a").asString())
        .isEqualTo("b");
    assertThat(cloud.state("tagged")).isEqualTo("Succeeded");
  }

  @Test
  void aPublicImageOfAnotherHostIsStoodForByWhatEndsWell() throws Exception {
    ObjectNode body = cloud.body("exit 7");
    GroupsFixture.only(body).put("image", "mcr.example.com/samples/words:latest");

    cloud.made("elsewhere", body);

    cloud.awaitState("elsewhere", "Succeeded");
  }

  @Test
  void aSubnetMustBeDelegatedAndIsHeldByItsGroups() throws Exception {
    String network = cloud.group() + "/providers/Microsoft.Network/virtualNetworks/net";
    cloud.admin.put(
        network,
        """
        {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},
          "subnets":[
          {"name":"open","properties":{"addressPrefix":"10.0.0.0/24","delegations":[{"name":"d",
            "properties":{"serviceName":"Microsoft.ContainerInstance/containerGroups"}}]}},
          {"name":"plain","properties":{"addressPrefix":"10.0.1.0/24"}}]}}
        """);
    refused("SubnetMissingRequiredDelegation", body -> inSubnet(body, network + "/subnets/plain"));
    refused("InvalidResourceReference", body -> inSubnet(body, network + "/subnets/none"));

    ObjectNode body = running();
    inSubnet(body, network + "/subnets/open");
    cloud.made("inside", body);

    assertThat(cloud.admin.delete(network + "/subnets/open").code())
        .isEqualTo("InUseSubnetCannotBeDeleted");
  }

  private static void inSubnet(ObjectNode body, String subnet) {
    GroupsFixture.properties(body).putArray("subnetIds").addObject().put("id", subnet);
  }

  @Test
  void theRegistryAsksWhoWantsAnImage() throws Exception {
    String server = cloud.emulator.info().armEndpoint().replace("https://", "");
    String image = server + "/" + GroupsFixture.SHELL;
    refused("InaccessibleImage", body -> GroupsFixture.only(body).put("image", image));
    refused("InaccessibleImage", body -> byPassword(body, server, image, "wrong"));

    ObjectNode byPassword = running();
    byPassword(byPassword, server, image, cloud.emulator.info().clientSecret().reveal());
    cloud.made("by-password", byPassword);
    cloud.awaitState("by-password", "Running");
    String shown = cloud.admin.get(cloud.path("by-password")).raw().body();
    assertThat(shown)
        .contains(cloud.emulator.info().clientId())
        .doesNotContain(cloud.emulator.info().clientSecret().reveal());

    String identity =
        cloud.group() + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller";
    Answer made = cloud.admin.put(identity, "{\"location\":\"westeurope\"}");
    refused("InaccessibleImage", body -> byIdentity(body, server, image, identity));
    Answer assigned =
        cloud.admin.put(
            cloud.subscription()
                + "/providers/Microsoft.Authorization/roleAssignments/"
                + UUID.randomUUID()
                + "?api-version=2022-04-01",
            assignment(made.body().at("/properties/principalId").asString()));
    assertThat(assigned.status()).as("%s", assigned.body()).isEqualTo(201);
    ObjectNode byIdentity = running();
    byIdentity(byIdentity, server, image, identity);
    cloud.made("by-identity", byIdentity);
    cloud.awaitState("by-identity", "Running");
  }

  private static String assignment(String principal) {
    ObjectNode body = Json.object();
    body.putObject("properties")
        .put(
            "roleDefinitionId",
            cloud.subscription() + "/providers/Microsoft.Authorization/roleDefinitions/" + ACR_PULL)
        .put("principalId", principal)
        .put("principalType", "ServicePrincipal");
    return body.toString();
  }

  private static void byPassword(ObjectNode body, String server, String image, String password) {
    GroupsFixture.only(body).put("image", image);
    GroupsFixture.properties(body)
        .putArray("imageRegistryCredentials")
        .addObject()
        .put("server", server)
        .put("username", cloud.emulator.info().clientId())
        .put("password", password);
  }

  private static void byIdentity(ObjectNode body, String server, String image, String identity) {
    GroupsFixture.only(body).put("image", image);
    body.putObject("identity")
        .put("type", "UserAssigned")
        .putObject("userAssignedIdentities")
        .putObject(identity);
    GroupsFixture.properties(body)
        .putArray("imageRegistryCredentials")
        .addObject()
        .put("server", server)
        .put("identity", identity);
  }
}
