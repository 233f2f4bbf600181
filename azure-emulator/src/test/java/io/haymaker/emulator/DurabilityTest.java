package io.haymaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.emulator.cloud.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

  @TempDir Path folder;

  @Test
  void stateSurvivesAStopAndAStart() throws IOException {
    String group;
    String vnet;
    String agent = UUID.randomUUID().toString();
    try (TestCloud first = TestCloud.start(folder.resolve("d"), Settings.immediate())) {
      group = first.newGroup("kept");
      vnet = group + "/providers/Microsoft.Network/virtualNetworks/v";
      first
          .admin()
          .put(
              vnet,
              "{\"location\":\"westeurope\",\"tags\":{\"RunId\":\"1\"},"
                  + "\"properties\":{\"subnets\":[{\"name\":\"s\",\"properties\":{}}]}}");
      first.assign(group, READER, agent);
      first.settings("{\"inventoryLag\":\"PT9S\"}");
    }
    try (TestCloud second = TestCloud.start(folder.resolve("d"), Settings.standard())) {
      assertThat(second.admin().get(vnet).body().path("tags").toString())
          .isEqualTo("{\"RunId\":\"1\"}");
      assertThat(second.admin().get(vnet + "/subnets/s").status()).isEqualTo(200);
      assertThat(second.emulator().cloud().settings().now().inventoryLag()).hasSeconds(9);
      assertThat(second.as(agent).get(group).status()).isEqualTo(200);
    }
  }

  @Test
  void whatWasAnsweredSurvivesAKill() throws IOException {
    Path copy = folder.resolve("copy");
    String group;
    try (TestCloud first = TestCloud.immediate(folder.resolve("d"))) {
      group = first.newGroup("answered");
      // What a kill at this instant would leave on disk.
      copyFolder(folder.resolve("d"), copy);
    }
    Files.writeString(copy.resolve("cloud.log"), "[[\"put\",\"gro", StandardOpenOption.APPEND);

    try (TestCloud second = TestCloud.immediate(copy)) {
      assertThat(second.admin().get(group).status()).isEqualTo(200);
    }
  }

  @Test
  void aCorruptFolderIsOneClearLineAndNothingStaysOpen() throws IOException {
    Path data = folder.resolve("d");
    TestCloud.immediate(data).close();
    Files.writeString(data.resolve("cloud.log"), "rubbish\n");

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> TestCloud.immediate(data))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("data folder is corrupt")
          .hasMessageContaining("cloud.log");
    }
  }

  @Test
  void secretsAreInTheVaultFileOnly() throws IOException {
    Path data = folder.resolve("d");
    String secret;
    try (TestCloud cloud = TestCloud.immediate(data)) {
      secret = cloud.emulator().info().clientSecret().reveal();
      cloud.newGroup("g");
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean vault = file.getFileName().toString().equals("vault.log");
        assertThat(Files.readString(file).contains(secret)).as(file.toString()).isEqualTo(vault);
      }
    }
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
