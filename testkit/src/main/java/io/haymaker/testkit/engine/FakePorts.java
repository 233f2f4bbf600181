package io.haymaker.testkit.engine;

import io.haymaker.core.runtime.PortRequest;
import io.haymaker.core.runtime.PortRequest.Published;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The ports of a {@link FakeMachine}: given from 40000 on where none is asked for. */
final class FakePorts {
  private static final int FIRST = 40_000;

  private final Set<Integer> held = new HashSet<>();

  void hold(int port) {
    held.add(port);
  }

  void free(int port) {
    held.remove(port);
  }

  OptionalInt taken(List<PortRequest> wanted, List<FakeInstance> others) {
    return wanted.stream()
        .map(PortRequest::hostPort)
        .flatMapToInt(OptionalInt::stream)
        .filter(port -> isTaken(port, others))
        .findFirst();
  }

  List<Published> give(List<PortRequest> wanted, List<FakeInstance> others) {
    var given = new ArrayList<Published>();
    int next = FIRST;
    for (PortRequest request : wanted) {
      while (isTaken(next, others)) {
        next++;
      }
      int port = request.hostPort().isPresent() ? request.hostPort().getAsInt() : next++;
      given.add(new Published(request.containerPort(), request.protocol(), "127.0.0.1", port));
    }
    return given;
  }

  private boolean isTaken(int port, List<FakeInstance> others) {
    return held.contains(port) || others.stream().anyMatch(other -> other.publishes(port));
  }
}
