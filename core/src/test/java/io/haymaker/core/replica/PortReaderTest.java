package io.haymaker.core.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.PortRequest;
import io.haymaker.core.runtime.PortRequest.Protocol;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports are read, and what is none is refused. */
class PortReaderTest {
  private static PortText port(String container, String host) {
    return new PortText("ports", container, host);
  }

  @Test
  void aPortIsFixedOrFree() {
    assertThat(
            PortReader.read(List.of(port("80/tcp", "0"), port("53/UDP", "5353"), port("81", "81"))))
        .isEqualTo(
            Reply.done(
                List.of(
                    new PortRequest(80, Protocol.TCP, OptionalInt.empty()),
                    new PortRequest(53, Protocol.UDP, OptionalInt.of(5353)),
                    new PortRequest(81, Protocol.TCP, OptionalInt.of(81)))));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "65536,0",
    "-1,0",
    "80/sctp,0",
    "80/,0",
    "/tcp,0",
    "http,0",
    "80 80,0",
    "80,65536",
    "80,-1",
    "80,1.5",
    "80,x",
    "99999999999,0",
    "80,99999999999"
  })
  void whatIsNoPortIsRefused(String container, String host) {
    assertThat(PortReader.read(List.of(port(container, host)))).isInstanceOf(Reply.Invalid.class);
  }

  @Test
  void aPortGivenTwiceIsRefused() {
    assertThat(PortReader.read(List.of(port("80", "0"), port("80/tcp", "8080"))))
        .isEqualTo(Reply.invalid("ports", "port 80 is given twice"));
    assertThat(PortReader.read(List.of(port("80", "8080"), port("81", "8080"))))
        .isEqualTo(Reply.invalid("ports", "port 8080 of the host is given twice"));
    assertThat(PortReader.read(List.of(port("80", "8080"), port("80/udp", "8080"))))
        .isInstanceOf(Reply.Done.class);
  }
}
