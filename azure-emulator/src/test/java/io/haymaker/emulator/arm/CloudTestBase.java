package io.haymaker.emulator.arm;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.TestCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** One cloud per class in which nothing takes time, and a group of its own for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CloudTestBase {
  private final AtomicInteger groups = new AtomicInteger();
  private Path folder = Path.of("/");

  @SuppressWarnings("NullAway.Init")
  protected TestCloud cloud;

  @SuppressWarnings("NullAway.Init")
  protected CloudClient admin;

  @BeforeAll
  void start() throws IOException {
    folder = Files.createTempDirectory("cloud");
    cloud = TestCloud.immediate(folder);
    admin = cloud.admin();
  }

  @AfterAll
  void stop() throws IOException {
    cloud.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The scope of a fresh group. */
  protected String group() throws IOException {
    return cloud.newGroup("group-" + groups.incrementAndGet());
  }

  /** Puts something in a group and fails unless it is made. */
  protected String made(String scope, String typeAndName, String properties) throws IOException {
    String id = scope + "/providers/" + typeAndName;
    String body = "{\"location\":\"westeurope\",\"properties\":" + properties + "}";
    CloudClient.Answer answer = admin.put(id, body);
    if (answer.status() / 100 != 2) {
      throw new IOException("PUT " + id + ": " + answer.body());
    }
    return id;
  }

  /** {@code {"id":"..."}}. */
  protected static String ref(String id) {
    return "{\"id\":\"" + id + "\"}";
  }
}
