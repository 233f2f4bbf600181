package io.haymaker.docker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectImageResponse;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** An image of a small program in the agent's place, made by a real engine. */
@EnabledIf(
    value = "io.haymaker.docker.Engine#isThere",
    disabledReason = "no Docker engine at DOCKER_HOST or the usual socket, or no static busybox")
class AgentImageIT {
  private static DockerEngine engine;

  @TempDir Path folder;

  @BeforeAll
  static void connect() {
    engine = Engine.open();
  }

  @AfterAll
  static void disconnect() {
    engine.close();
  }

  @Test
  void itIsMadeOnceForItsContentAndFoundAgain() throws IOException {
    String word = UUID.randomUUID().toString();
    var image = new AgentImage(engine, parts(word));
    assertThat(image.look()).isInstanceOf(Look.Absent.class);
    try {
      assertThat(image.ensure()).isEqualTo(Outcome.done(image.reference()));
      InspectImageResponse made = inspect(image);
      assertThat(made.getConfig().getUser()).isEqualTo("65532:65532");
      assertThat(made.getConfig().getLabels()).containsEntry("haymaker.image", "agent");
      assertThat(made.getSize()).isBetween(20L << 20, 100L << 20);

      var again = new AgentImage(engine, parts(word));
      assertThat(again.reference()).isEqualTo(image.reference());
      assertThat(again.ensure()).isEqualTo(Outcome.done(image.reference()));
      assertThat(inspect(again).getId()).isEqualTo(made.getId());

      assertThat(new AgentImage(engine, parts(word + "!")).reference())
          .isNotEqualTo(image.reference());
    } finally {
      engine.client().removeImageCmd(image.reference()).exec();
    }
  }

  @Test
  void withoutAnEngineOrAJdkItSaysSo() throws IOException {
    try (DockerEngine none = DockerEngine.at("unix:///dev/shm/no-such.sock")) {
      var image = new AgentImage(none, parts("away"));
      assertThat(image.ensure().obstacle()).get().matches(p -> p.is("EngineAway"));
    }
    AgentParts parts = parts("no jdk " + UUID.randomUUID());
    Path java = folder.resolve("jre");
    Files.createDirectories(java.resolve("bin"));
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25\"\n");
    Files.copy(parts.javaHome().resolve("bin/java"), java.resolve("bin/java"));
    var jre =
        new AgentParts(
            java, parts.jar(), parts.libraries(), parts.options(), parts.bash(), parts.busybox());
    assertThat(new AgentImage(engine, jre).ensure().obstacle())
        .get()
        .asString()
        .contains("has no jlink");
  }

  private static InspectImageResponse inspect(AgentImage image) {
    return engine.client().inspectImageCmd(image.reference()).exec();
  }

  private AgentParts parts(String word) throws IOException {
    Path jar = folder.resolve("agent.jar");
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry("word"));
      out.write(word.getBytes(StandardCharsets.UTF_8));
    }
    return new AgentParts(
        Path.of(System.getProperty("java.home")),
        jar,
        List.of(jar),
        Files.writeString(folder.resolve("agent.options"), "-Xmx32m\n"),
        Optional.of(Path.of("/bin/bash")),
        Optional.of(Path.of("/bin/busybox")));
  }
}
