package io.haymaker.emulator.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependenciesTest extends CloudTestBase {
  private static final String NET = "Microsoft.Network/";

  private void refused(String id, int status, String code) throws IOException {
    CloudClient.Answer answer = admin.delete(id);
    assertThat(answer.code()).as("DELETE %s: %s", id, answer.body()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(admin.get(id).status()).isEqualTo(200);
  }

  private void deleted(String id) throws IOException {
    CloudClient.Answer answer = admin.delete(id);
    assertThat(answer.status()).as("DELETE %s: %s", id, answer.body()).isEqualTo(200);
  }

  @Test
  void aMachineIsTakenApartFromTheOutside() throws IOException {
    String g = group();
    String nsg = made(g, NET + "networkSecurityGroups/nsg", "{}");
    String ip = made(g, NET + "publicIPAddresses/ip", "{}");
    String vnet =
        made(
            g,
            NET + "virtualNetworks/v",
            "{\"subnets\":[{\"name\":\"s\",\"properties\":{\"networkSecurityGroup\":"
                + ref(nsg)
                + "}}]}");
    String subnet = vnet + "/subnets/s";
    String nic =
        made(
            g,
            NET + "networkInterfaces/nic",
            "{\"ipConfigurations\":[{\"name\":\"c\",\"properties\":{\"subnet\":"
                + ref(subnet)
                + ",\"publicIPAddress\":"
                + ref(ip)
                + "}}]}");
    String disk = made(g, "Microsoft.Compute/disks/d", "{}");
    String vm =
        made(
            g,
            "Microsoft.Compute/virtualMachines/vm",
            "{\"networkProfile\":{\"networkInterfaces\":["
                + ref(nic)
                + "]},\"storageProfile\":{\"dataDisks\":[{\"managedDisk\":"
                + ref(disk)
                + "}]}}");

    refused(nic, 400, "NicInUse");
    refused(disk, 409, "OperationNotAllowed");
    refused(ip, 400, "PublicIPAddressCannotBeDeleted");
    refused(subnet, 400, "InUseSubnetCannotBeDeleted");
    refused(vnet, 400, "InUseSubnetCannotBeDeleted");
    refused(nsg, 400, "InUseNetworkSecurityGroupCannotBeDeleted");
    deleted(vm);
    deleted(disk);
    deleted(nic);
    deleted(ip);
    deleted(vnet);
    assertThat(admin.get(subnet).status()).isEqualTo(404);
    deleted(nsg);
  }

  @Test
  void subnetsAreWrittenInsideTheirNetworkOrByThemselves() throws IOException {
    String g = group();
    String vnet =
        made(g, NET + "virtualNetworks/v", "{\"subnets\":[{\"name\":\"a\",\"properties\":{}}]}");
    assertThat(admin.get(vnet + "/subnets/a").status()).isEqualTo(200);
    assertThat(
            admin
                .put(vnet + "/subnets/b", "{\"properties\":{\"addressPrefix\":\"10.0.1.0/24\"}}")
                .status())
        .isEqualTo(201);
    assertThat(admin.get(vnet).body().path("properties").path("subnets")).hasSize(2);
    assertThat(admin.get(vnet + "/subnets").body().path("value")).hasSize(2);

    made(g, NET + "virtualNetworks/v", "{\"subnets\":[{\"name\":\"b\",\"properties\":{}}]}");
    assertThat(admin.get(vnet + "/subnets/a").status()).isEqualTo(404);

    made(
        g,
        NET + "networkInterfaces/n",
        "{\"ipConfigurations\":[{\"properties\":{\"subnet\":" + ref(vnet + "/subnets/b") + "}}]}");
    assertThat(
            admin.put(vnet, "{\"location\":\"westeurope\",\"properties\":{\"subnets\":[]}}").code())
        .isEqualTo("InUseSubnetCannotBeDeleted");
    assertThat(admin.get(vnet + "/subnets/b").status()).isEqualTo(200);
  }

  @Test
  void whatIsReferredToMustBeThere() throws IOException {
    String g = group();
    CloudClient.Answer answer =
        admin.put(
            g + "/providers/" + NET + "networkInterfaces/n",
            "{\"location\":\"westeurope\",\"properties\":{\"subnet\":"
                + ref(g + "/providers/" + NET + "virtualNetworks/none/subnets/s")
                + "}}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("InvalidResourceReference");
  }

  @Test
  void aPlanStaysWhileASiteIsOnIt() throws IOException {
    String g = group();
    String plan = made(g, "Microsoft.Web/serverfarms/p", "{}");
    String site = made(g, "Microsoft.Web/sites/s", "{\"serverFarmId\":\"" + plan + "\"}");
    refused(plan, 409, "Conflict");
    deleted(site);
    deleted(plan);
  }

  @Test
  void childrenAreDeletedBeforeTheirParent() throws IOException {
    String g = group();
    String server = made(g, "Microsoft.Sql/servers/srv", "{}");
    String database = made(g, "Microsoft.Sql/servers/srv/databases/d", "{}");
    refused(server, 409, "CannotDeleteResource");
    deleted(database);
    deleted(server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CanNotDelete", "ReadOnly"})
  void aLockKeepsWhatIsBelowIt(String level) throws IOException {
    String g = group();
    String id = made(g, "Microsoft.ManagedIdentity/userAssignedIdentities/i", "{}");
    String lock = g + "/providers/Microsoft.Authorization/locks/l";
    assertThat(admin.put(lock, "{\"properties\":{\"level\":\"" + level + "\"}}").status())
        .isEqualTo(201);

    refused(id, 409, "ScopeLocked");
    assertThat(admin.delete(g).code()).isEqualTo("ScopeLocked");
    int write = admin.put(id, "{\"location\":\"westeurope\"}").status();
    assertThat(write).isEqualTo(level.equals("ReadOnly") ? 409 : 200);
    assertThat(admin.get(g + "/providers/Microsoft.Authorization/locks").body().path("value"))
        .hasSize(1);

    deleted(lock);
    deleted(id);
  }

  @Test
  void aLockOnAResourceKeepsItsGroupToo() throws IOException {
    String g = group();
    String id = made(g, "Microsoft.Web/serverfarms/locked", "{}");
    String lock = id + "/providers/Microsoft.Authorization/locks/l";
    admin.put(lock, "{\"properties\":{\"level\":\"CanNotDelete\"}}");

    refused(id, 409, "ScopeLocked");
    assertThat(admin.delete(g).code()).isEqualTo("ScopeLocked");
    assertThat(admin.put(lock, "{\"properties\":{\"level\":\"Nonsense\"}}").status())
        .isEqualTo(400);
  }

  @Test
  void aGroupStaysWhileSomethingOutsideHoldsWhatIsInIt() throws IOException {
    String g = group();
    String outside = group();
    String vnet =
        made(g, NET + "virtualNetworks/v", "{\"subnets\":[{\"name\":\"s\",\"properties\":{}}]}");
    String plan = made(g, "Microsoft.Web/serverfarms/free", "{}");
    String nic =
        made(outside, NET + "networkInterfaces/n", "{\"x\":" + ref(vnet + "/subnets/s") + "}");

    CloudClient.Answer accepted = admin.delete(g);
    CloudClient.Answer result =
        admin.callUrl("GET", accepted.header("Location").orElseThrow(), null);

    assertThat(result.status()).isEqualTo(409);
    assertThat(result.code()).isEqualTo("ResourceGroupDeletionBlocked");
    assertThat(admin.get(vnet).status()).isEqualTo(200);
    assertThat(admin.get(plan).status()).isEqualTo(404);
    deleted(nic);
    assertThat(admin.delete(g).status()).isEqualTo(202);
    assertThat(admin.get(g).status()).isEqualTo(404);
  }

  @Test
  void aGroupStaysWithWhatItsProviderDoesNotLetGo() throws IOException {
    String g = group();
    String outside = group();
    String vnet =
        made(
            g,
            NET + "virtualNetworks/v",
            "{\"addressSpace\":{\"addressPrefixes\":[\"10.0.0.0/16\"]},\"subnets\":[{\"name\":\"s\","
                + "\"properties\":{\"addressPrefix\":\"10.0.0.0/23\"}}]}");
    String plan = made(g, "Microsoft.Web/serverfarms/free", "{}");
    String environment =
        made(
            g,
            "Microsoft.App/managedEnvironments/env",
            "{\"vnetConfiguration\":{\"infrastructureSubnetId\":\"" + vnet + "/subnets/s\"}}");
    String own = made(g, "Microsoft.App/jobs/own", job(environment));
    made(outside, "Microsoft.App/jobs/other", job(environment));

    CloudClient.Answer accepted = admin.delete(g);
    CloudClient.Answer result =
        admin.callUrl("GET", accepted.header("Location").orElseThrow(), null);

    assertThat(result.code()).isEqualTo("ResourceGroupDeletionBlocked");
    assertThat(result.body().toString()).contains("/jobs/other");
    assertThat(admin.get(environment).status()).isEqualTo(200);
    assertThat(admin.get(vnet + "/subnets/s").status()).isEqualTo(200);
    assertThat(admin.get(plan).status()).isEqualTo(404);
    assertThat(admin.get(own).status()).isEqualTo(404);

    admin.delete(outside);
    admin.delete(g);
    assertThat(admin.get(g).status()).isEqualTo(404);
  }

  @Test
  void aGroupGoesWithAnEnvironmentAndItsJobs() throws IOException {
    String g = group();
    String environment = made(g, "Microsoft.App/managedEnvironments/env", "{}");
    made(g, "Microsoft.App/jobs/one", job(environment));
    admin.delete(g);
    assertThat(admin.get(g).status()).isEqualTo(404);
  }

  private static String job(String environment) {
    return "{\"environmentId\":\""
        + environment
        + "\",\"configuration\":{\"triggerType\":\"Manual\",\"replicaTimeout\":60},\"template\":{"
        + "\"containers\":[{\"name\":\"c\",\"image\":\"i:1\","
        + "\"resources\":{\"cpu\":0.25,\"memory\":\"0.5Gi\"}}]}}";
  }
}
