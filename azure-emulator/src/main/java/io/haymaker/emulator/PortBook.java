package io.haymaker.emulator;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.store.DocumentStore;
import java.io.IOException;
import java.util.Optional;

/**
 * The ports of last time. A cloud that comes back at the same ports is the same for clients that
 * have kept its URLs.
 */
final class PortBook {
  private static final String KIND = "port";

  /** Opens a socket on a port. */
  @FunctionalInterface
  interface Binder<T> {
    T bind(int port) throws IOException;
  }

  private final DocumentStore store;

  PortBook(DocumentStore store) {
    this.store = store;
  }

  /** Binds the wanted port, or if none is wanted that of last time, or if it is taken any. */
  <T> T bind(String name, int wanted, Binder<T> binder) throws IOException {
    if (wanted != 0) {
      return binder.bind(wanted);
    }
    Optional<Integer> last = store.get(KIND, name).map(json -> json.path("port").asInt());
    if (last.isPresent()) {
      try {
        return binder.bind(last.get());
      } catch (IOException taken) {
        // Somebody else has it now: any other will do, since nobody asked for this one.
        return binder.bind(0);
      }
    }
    return binder.bind(0);
  }

  void remember(String name, int port) {
    store.put(KIND, name, Json.object().put("port", port));
  }
}
