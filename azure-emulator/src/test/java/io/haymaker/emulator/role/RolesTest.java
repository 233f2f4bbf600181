package io.haymaker.emulator.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.TestCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
  private static final String VERSION = "?api-version=2022-04-01";
  private static final String ASSIGNMENTS = "/providers/Microsoft.Authorization/roleAssignments";
  private static final String DEFINITIONS = "/providers/Microsoft.Authorization/roleDefinitions";

  @TempDir static Path folder;
  private TestCloud cloud;
  private CloudClient admin;

  @BeforeAll
  void start() throws IOException {
    cloud = TestCloud.immediate(folder);
    admin = cloud.admin();
  }

  @AfterAll
  void stop() throws IOException {
    cloud.close();
  }

  private static String somebody() {
    return UUID.randomUUID().toString();
  }

  @Test
  void aRoleActsInItsGroupAndNowhereElse() throws IOException {
    String mine = cloud.newGroup("mine");
    String other = cloud.newGroup("other");
    String agent = somebody();
    assertThat(cloud.assign(mine, CONTRIBUTOR, agent).status()).isEqualTo(201);
    CloudClient client = cloud.as(agent);
    String account = "/providers/Microsoft.Storage/storageAccounts/";
    String body = "{\"location\":\"westeurope\"}";

    assertThat(client.put(mine + account + "agentsown1", body).status()).isEqualTo(201);
    CloudClient.Answer refused = client.put(other + account + "agentsown2", body);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("AuthorizationFailed");
    assertThat(refused.body().toString())
        .contains(agent, "Microsoft.Storage/storageAccounts/write", other);
    assertThat(client.delete(other).status()).isEqualTo(403);
    assertThat(client.get(cloud.subscription() + "/resourcegroups").body().path("value"))
        .hasSize(1);
  }

  @Test
  void aReaderReadsOnly() throws IOException {
    String group = cloud.newGroup("readers");
    String reader = somebody();
    cloud.assign(group, READER, reader);

    assertThat(cloud.as(reader).get(group).status()).isEqualTo(200);
    assertThat(cloud.as(reader).put(group, "{\"location\":\"westeurope\"}").status())
        .isEqualTo(403);
  }

  @Test
  void aContributorMayNotAssignRoles() throws IOException {
    String group = cloud.newGroup("noassign");
    String agent = somebody();
    cloud.assign(group, CONTRIBUTOR, agent);

    CloudClient.Answer answer =
        cloud
            .as(agent)
            .put(
                group + ASSIGNMENTS + "/" + UUID.randomUUID() + VERSION,
                cloud.assignment(READER, agent));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().toString()).contains("Microsoft.Authorization/roleAssignments/write");
  }

  @Test
  void whoHasNoRoleSeesNoSubscription() throws IOException {
    assertThat(cloud.as(somebody()).get("/subscriptions").body().path("value")).isEmpty();
  }

  @Test
  void assignmentsAndTheirRemovalTakeTimeToAct() throws IOException {
    String group = cloud.newGroup("slow");
    String agent = somebody();
    cloud.settings("{\"rolePropagation\":\"PT60S\"}");
    try {
      String id = cloud.assign(group, READER, agent).body().path("id").stringValue();
      assertThat(cloud.as(agent).get(group).status()).isEqualTo(403);
      cloud.pass(Duration.ofSeconds(61));
      assertThat(cloud.as(agent).get(group).status()).isEqualTo(200);

      assertThat(admin.delete(id + VERSION).status()).isEqualTo(200);
      assertThat(cloud.as(agent).get(group).status()).isEqualTo(200);
      cloud.pass(Duration.ofSeconds(61));
      assertThat(cloud.as(agent).get(group).status()).isEqualTo(403);
    } finally {
      cloud.settings("{\"rolePropagation\":\"PT0S\"}");
    }
  }

  @Test
  void theSameAssignmentAgainIs200AndItsTwinIs409() throws IOException {
    String group = cloud.newGroup("twice");
    String agent = somebody();
    String path = group + ASSIGNMENTS + "/" + UUID.randomUUID() + VERSION;

    assertThat(admin.put(path, cloud.assignment(READER, agent)).status()).isEqualTo(201);
    assertThat(admin.put(path, cloud.assignment(READER, agent)).status()).isEqualTo(200);
    assertThat(cloud.assign(group, READER, agent).code()).isEqualTo("RoleAssignmentExists");
    assertThat(admin.put(path, cloud.assignment(READER, somebody())).code())
        .isEqualTo("RoleAssignmentUpdateNotPermitted");
    assertThat(admin.delete(path).status()).isEqualTo(200);
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(admin.get(path).status()).isEqualTo(404);
  }

  @Test
  void anUnknownPrincipalIsRefusedUnlessItIsSaidToBeAServicePrincipal() throws IOException {
    String group = cloud.newGroup("unknown");
    String body =
        cloud.assignment(READER, somebody()).replace(",\"principalType\":\"ServicePrincipal\"", "");

    CloudClient.Answer answer =
        admin.put(group + ASSIGNMENTS + "/" + UUID.randomUUID() + VERSION, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("PrincipalNotFound");
  }

  @Test
  void listsKnowAtScopeAndPrincipal() throws IOException {
    String group = cloud.newGroup("lists");
    String agent = somebody();
    cloud.assign(group, READER, agent);
    String sub = cloud.subscription() + ASSIGNMENTS + VERSION;
    String byPrincipal = "&$filter=" + CloudClient.encode("principalId eq '" + agent + "'");
    String assignedTo = "&$filter=" + CloudClient.encode("assignedTo('" + agent + "')");
    String atScope = "&$filter=" + CloudClient.encode("atScope()");

    assertThat(admin.get(sub + byPrincipal).body().path("value")).hasSize(1);
    assertThat(admin.get(sub + assignedTo).body().path("value")).hasSize(1);
    assertThat(admin.get(sub + atScope).body().toString()).doesNotContain(agent);
    assertThat(admin.get(group + ASSIGNMENTS + VERSION + atScope).body().toString())
        .contains(agent);
    assertThat(admin.get(sub + "&$filter=" + CloudClient.encode("nonsense")).status())
        .isEqualTo(400);
  }

  @Test
  void customRolesGrantWhatTheySayAndStayWhileAssigned() throws IOException {
    String group = cloud.newGroup("custom");
    String agent = somebody();
    String id = UUID.randomUUID().toString();
    String path = cloud.subscription() + DEFINITIONS + "/" + id + VERSION;
    String body =
        """
        {"properties":{"roleName":"Tagger","description":"d","type":"CustomRole",
         "assignableScopes":["%s"],
         "permissions":[{"actions":["Microsoft.Resources/subscriptions/resourceGroups/*"],
                         "notActions":["*/delete"]}]}}
        """
            .formatted(cloud.subscription());
    assertThat(admin.put(path, body).status()).isEqualTo(201);
    assertThat(cloud.assign(group, id, agent).status()).isEqualTo(201);

    assertThat(cloud.as(agent).put(group, "{\"location\":\"westeurope\"}").status()).isEqualTo(200);
    assertThat(cloud.as(agent).delete(group).status()).isEqualTo(403);
    assertThat(admin.delete(path).code()).isEqualTo("RoleDefinitionHasAssignments");
    assertThat(
            admin
                .get(
                    cloud.subscription()
                        + DEFINITIONS
                        + VERSION
                        + "&$filter="
                        + CloudClient.encode("roleName eq 'Tagger'"))
                .body()
                .path("value"))
        .hasSize(1);
  }

  @Test
  void builtInRolesAreFoundByNameAndCannotBeChanged() throws IOException {
    CloudClient.Answer found =
        admin.get(
            cloud.subscription()
                + DEFINITIONS
                + VERSION
                + "&$filter="
                + CloudClient.encode("roleName eq 'Contributor'"));

    assertThat(found.body().path("value").path(0).path("name").asString()).isEqualTo(CONTRIBUTOR);
    assertThat(
            admin
                .put(
                    cloud.subscription() + DEFINITIONS + "/" + CONTRIBUTOR + VERSION,
                    "{\"properties\":{\"roleName\":\"x\"}}")
                .code())
        .isEqualTo("RoleDefinitionNotCustomizable");
  }

  @Test
  void anAssignmentNeedsAScopeThatIsThere() throws IOException {
    assertThat(
            cloud
                .assign(cloud.subscription() + "/resourceGroups/nowhere", READER, somebody())
                .code())
        .isEqualTo("ResourceGroupNotFound");
  }
}
