package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.containerapps.ProbeSpec.Kind;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the probes say of one child, from its start to its end. Containers have no address of their
 * own here: they are asked on loopback.
 */
final class ContainerHealth {

  private static final int GOOD_FROM = 200;
  private static final int GOOD_BELOW = 400;

  private final List<Asked> probes;

  ContainerHealth(List<ProbeSpec> probes, Instant startedAt) {
    this.probes = probes.stream().map(spec -> new Asked(spec, startedAt)).toList();
  }

  /**
   * Asks what is due.
   *
   * @return why the child has to be ended and begun again; empty if it has not
   */
  Optional<String> look(Instant now) {
    for (Asked probe : probes) {
      if ((probe.spec.kind() == Kind.STARTUP ? !probe.passed : isStarted()) && probe.isDue(now)) {
        probe.ask(now);
        if (probe.hasFailed() && probe.spec.kind() != Kind.READINESS) {
          return Optional.of(
              "the "
                  + probe.spec.kind()
                  + " probe failed "
                  + probe.spec.failures()
                  + " times in a row");
        }
      }
    }
    return Optional.empty();
  }

  /** Whether it has passed its startup probe, if it has one. */
  boolean isStarted() {
    return probes.stream().noneMatch(probe -> probe.spec.kind() == Kind.STARTUP && !probe.passed);
  }

  /** Whether it has started and passes its readiness probe, if it has one. */
  boolean isReady() {
    return isStarted()
        && probes.stream().noneMatch(p -> p.spec.kind() == Kind.READINESS && !p.passed);
  }

  /** A probe and the answers so far. */
  private static final class Asked {
    private final ProbeSpec spec;
    private Instant next;
    private int good;
    private int bad;
    private boolean passed;

    Asked(ProbeSpec spec, Instant startedAt) {
      this.spec = spec;
      this.next = startedAt.plus(spec.initialDelay());
    }

    boolean isDue(Instant now) {
      return !now.isBefore(next);
    }

    boolean hasFailed() {
      return bad >= spec.failures();
    }

    void ask(Instant now) {
      next = now.plus(spec.period());
      if (answersWell()) {
        bad = 0;
        good++;
        passed |= good >= spec.successes();
      } else {
        good = 0;
        bad++;
        passed &= !hasFailed();
      }
    }

    private boolean answersWell() {
      InetAddress host = InetAddress.getLoopbackAddress();
      int patience = Math.toIntExact(spec.timeout().toMillis());
      try {
        if (spec.path().isEmpty()) {
          try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, spec.port()), patience);
            return true;
          }
        }
        URI target =
            URI.create("http://" + host.getHostAddress() + ":" + spec.port() + spec.path().get());
        HttpURLConnection call = (HttpURLConnection) target.toURL().openConnection();
        call.setConnectTimeout(patience);
        call.setReadTimeout(patience);
        call.setInstanceFollowRedirects(false);
        try {
          int status = call.getResponseCode();
          return status >= GOOD_FROM && status < GOOD_BELOW;
        } finally {
          call.disconnect();
        }
      } catch (IOException | IllegalArgumentException unreachable) {
        return false;
      }
    }
  }
}
