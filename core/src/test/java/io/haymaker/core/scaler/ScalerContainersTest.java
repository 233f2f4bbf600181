package io.haymaker.core.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.Restart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ScalerContainersTest {
  private static final InstallationId HERE = new InstallationId("installation-1");
  private static final MessageKey KEY = new MessageKey("sub", "m");

  /** The longest prefix that the strictest of the runtimes has room for. */
  private static final String PREFIX = "fifteen-letters";

  private static ScalerContainers of(String scaler, InstallationId installation) {
    return new ScalerContainers(
        new Scaler(
            new ScalerName(scaler),
            PREFIX,
            "registry.example/worker:1",
            new ScalerRules(
                new Backoff(3, Duration.ofSeconds(30), Duration.ofMinutes(5)),
                new SizingRule.Linear(2, 8, 0.5, 240),
                new Capabilities(
                    "test",
                    32,
                    new ContainerSize(0.1, 0.1),
                    new ContainerSize(4, 16),
                    Set.of(Restart.NEVER),
                    Set.of())),
            1,
            1,
            50,
            Set.of(),
            true,
            new Scaler.Orphans(true, 2, Duration.ofSeconds(5)),
            Map.of(),
            Optional.empty()),
        installation);
  }

  private static String name(
      String scaler, String installation, String subscription, String id, int attempt) {
    return of(scaler, new InstallationId(installation))
        .name(new MessageKey(subscription, id), attempt)
        .value();
  }

  private static List<String> oneThingChangedEach() {
    return List.of(
        name("main", "installation-1", "sub", "m", 1),
        name("other", "installation-1", "sub", "m", 1),
        name("main", "installation-2", "sub", "m", 1),
        name("main", "installation-1", "sub-2", "m", 1),
        name("main", "installation-1", "sub", "m-2", 1),
        name("main", "installation-1", "sub", "m", 2));
  }

  @Test
  void whateverTellsTwoContainersApartTellsTheirNamesApart() {
    assertThat(oneThingChangedEach()).doesNotHaveDuplicates();
    // Neither do letters that move from one part to the next.
    assertThat(name("main", "installation-1", "sub", "m1", 1))
        .isNotEqualTo(name("main", "installation-1", "subm", "1", 1))
        .isNotEqualTo(name("main", "installation-1", "sub", "m", 11));
  }

  @Test
  void whoeverMakesItTheNameIsTheSame() {
    assertThat(of("main", HERE).name(KEY, 1))
        .isEqualTo(
            of("main", new InstallationId(HERE.value())).name(new MessageKey("sub", "m"), 1));
    assertThat(oneThingChangedEach()).isEqualTo(oneThingChangedEach());
  }

  /** Container Apps are the strictest: 32 of these, the first one a letter. */
  @Test
  void itIsANameOnEveryRuntimeWhateverTheMessageIsCalled() {
    Stream<String> ids = Stream.of("m", "M 1/\u00fc?#", "--", "x".repeat(128), "\ud83d\ude9c\n");
    assertThat(
            ids.flatMap(
                id ->
                    IntStream.of(1, 3, Integer.MAX_VALUE)
                        .mapToObj(attempt -> name("main", HERE.value(), "S_u.b~1", id, attempt))))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.startsWith(PREFIX + "-"))
        .allMatch(name -> name.matches("[a-z][a-z0-9-]{0,30}[a-z0-9]"));
  }
}
