package io.haymaker.core.replica;

import io.haymaker.core.runtime.PortRequest;
import io.haymaker.core.runtime.PortRequest.Protocol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the ports of a request. */
public final class PortReader {
  private static final int LAST = 65_535;
  private static final Pattern CONTAINER =
      Pattern.compile("(?<port>\\d{1,5})(?:/(?<protocol>tcp|udp))?");
  private static final Pattern HOST = Pattern.compile("\\d{1,5}");

  private PortReader() {}

  private record Port(int number, Protocol protocol) {}

  public static Reply<List<PortRequest>> read(List<PortText> texts) {
    var ports = new ArrayList<PortRequest>(texts.size());
    var inside = new HashSet<Port>();
    var outside = new HashSet<Port>();
    for (PortText text : texts) {
      Matcher form = CONTAINER.matcher(text.container().strip().toLowerCase(Locale.ROOT));
      if (!form.matches() || !isPort(form.group("port"), 1)) {
        return Reply.invalid(
            text.field(),
            "the container's port must be from 1 to 65535, as in 80 or 80/tcp; is '%s'"
                .formatted(brief(text.container())));
      }
      String host = text.host().strip();
      if (!HOST.matcher(host).matches() || !isPort(host, 0)) {
        return Reply.invalid(
            text.field(),
            "the host's port must be from 1 to 65535, or 0 for any that is free; is '%s'"
                .formatted(brief(host)));
      }
      Protocol protocol = "udp".equals(form.group("protocol")) ? Protocol.UDP : Protocol.TCP;
      int containerPort = Integer.parseInt(form.group("port"));
      int hostPort = Integer.parseInt(host);
      if (!inside.add(new Port(containerPort, protocol))) {
        return Reply.invalid(text.field(), "port %d is given twice".formatted(containerPort));
      }
      if (hostPort > 0 && !outside.add(new Port(hostPort, protocol))) {
        return Reply.invalid(
            text.field(), "port %d of the host is given twice".formatted(hostPort));
      }
      ports.add(
          new PortRequest(
              containerPort,
              protocol,
              hostPort == 0 ? OptionalInt.empty() : OptionalInt.of(hostPort)));
    }
    return Reply.done(List.copyOf(ports));
  }

  private static boolean isPort(String digits, int least) {
    int port = Integer.parseInt(digits);
    return port >= least && port <= LAST;
  }

  private static String brief(String text) {
    return text.length() > 20 ? text.substring(0, 20) : text;
  }
}
