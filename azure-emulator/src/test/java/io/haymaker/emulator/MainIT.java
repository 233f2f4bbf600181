package io.haymaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.tls.CertificateAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The emulator as a process of its own. */
class MainIT {
  @TempDir Path folder;

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.haymaker.emulator.Main"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectError(folder.resolve("err.txt").toFile())
        .redirectOutput(ProcessBuilder.Redirect.PIPE)
        .start();
  }

  private String[] data(String... more) {
    List<String> all = new ArrayList<>(List.of("--data", folder.resolve("d").toString()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err.txt"));
  }

  @Test
  void itPrintsHowToReachItAnswersAndEndsOnSigterm() throws Exception {
    Process process = start(data("--json"));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      JsonNode info = Json.parse(out.readLine());
      HttpClient client =
          HttpClient.newBuilder()
              .sslContext(
                  CertificateAuthority.trusting(Path.of(info.path("ca_file").stringValue())))
              .build();
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(info.path("metadata_endpoint").stringValue()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("loginEndpoint");
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(folder.resolve("d/emulator.json")).doesNotExist();
      assertThat(errors()).doesNotContain("\tat ");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aKilledOneIsSucceededByAnother() throws Exception {
    Process first = start(data("--json"));
    String line;
    try (BufferedReader out = first.inputReader(StandardCharsets.UTF_8)) {
      line = out.readLine();
    }
    first.destroyForcibly();
    assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();

    Process second = start(data("--json"));
    try (BufferedReader out = second.inputReader(StandardCharsets.UTF_8)) {
      JsonNode again = Json.parse(out.readLine());
      assertThat(again.path("client_id")).isEqualTo(Json.parse(line).path("client_id"));
      assertThat(again.path("arm_endpoint")).isEqualTo(Json.parse(line).path("arm_endpoint"));
    } finally {
      second.destroyForcibly();
    }
  }

  @Test
  void whatTheUserTypedWrongIsExit2InOneLine() throws Exception {
    Process process = start("--port", "nonsense");
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(errors().lines().findFirst().orElseThrow()).contains("--port must be 0 to 65535");
    assertThat(errors()).doesNotContain("\tat ");
  }

  @Test
  void aCorruptFolderIsExit1InOneLine() throws Exception {
    Files.createDirectories(folder.resolve("d"));
    Files.writeString(folder.resolve("d/cloud.log"), "rubbish\n");

    Process process = start(data());
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(errors().lines()).hasSize(1);
    assertThat(errors()).contains("data folder is corrupt");
  }

  @Test
  void anIdleOneEndsByItself() throws Exception {
    Process process = start(data("--idle-exit", "1s"));
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
