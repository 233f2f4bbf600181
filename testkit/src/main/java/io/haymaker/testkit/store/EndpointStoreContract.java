package io.haymaker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.endpoint.Endpoint;
import io.haymaker.core.endpoint.Endpoint.Caps;
import io.haymaker.core.endpoint.Endpoint.Status;
import io.haymaker.core.endpoint.EndpointStore;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An endpoint is there from its registration to its removal. */
public abstract class EndpointStoreContract {
  /** Other tests may share the database. */
  private final String id = "e-" + UUID.randomUUID();

  protected abstract EndpointStore endpoints();

  private Endpoint put(int port, Caps caps, Status status) {
    var endpoint =
        new Endpoint(id, "ghcr.io/acme/api:1.2", "10.0.0.7", port, caps, status, Samples.NOON);
    endpoints().put(endpoint);
    return endpoint;
  }

  @Test
  void whatNobodyRegisteredIsNotThere() {
    assertThat(endpoints().find(id)).isEmpty();
    assertThat(endpoints().setStatus(id, Status.UP, Samples.at(1))).isEmpty();
    assertThat(endpoints().remove(id)).isFalse();
  }

  @Test
  void whatIsRegisteredComesBackAsItWasRegisteredLast() {
    Endpoint first = put(80, Caps.NONE, Status.UP);
    assertThat(endpoints().find(id)).contains(first);
    assertThat(endpoints().all()).contains(first);

    Endpoint second = put(65_535, new Caps(Optional.of("0.5"), Optional.of("1Gi")), Status.DOWN);
    assertThat(endpoints().find(id)).contains(second);
    assertThat(endpoints().all()).contains(second).doesNotContain(first);
  }

  @Test
  void whoIsUpGivesASignOfLifeAndWhoIsDownDoesNot() {
    put(80, Caps.NONE, Status.UP);

    Endpoint down = endpoints().setStatus(id, Status.DOWN, Samples.at(5)).orElseThrow();
    assertThat(down.status()).isEqualTo(Status.DOWN);
    assertThat(down.lastHeartbeat()).isEqualTo(Samples.NOON);

    Endpoint up = endpoints().setStatus(id, Status.UP, Samples.at(9)).orElseThrow();
    assertThat(up.status()).isEqualTo(Status.UP);
    assertThat(up.lastHeartbeat()).isEqualTo(Samples.at(9));
    assertThat(endpoints().find(id)).contains(up);
  }

  @Test
  void whatIsRemovedIsGone() {
    put(80, Caps.NONE, Status.UP);

    assertThat(endpoints().remove(id)).isTrue();
    assertThat(endpoints().remove(id)).isFalse();
    assertThat(endpoints().find(id)).isEmpty();
  }
}
