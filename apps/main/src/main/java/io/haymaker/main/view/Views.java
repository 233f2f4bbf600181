package io.haymaker.main.view;

import java.io.Console;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.slf4j.LoggerFactory;

/** Chooses the view that suits whoever looks. */
public final class Views {
  private static final LiveView.Size STANDARD = new LiveView.Size(80, 24);

  private Views() {}

  /**
   * @param quiet only the end
   */
  public static RunView choose(boolean quiet, Map<String, String> environment) {
    // None at all where standard input or output is no terminal.
    Optional<Console> console = Optional.ofNullable(System.console());
    boolean live =
        !quiet
            && console.filter(Console::isTerminal).isPresent()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    if (!live) {
      return new PlainView(System.out, quiet);
    }
    Ink ink = environment.getOrDefault("NO_COLOR", "").isEmpty() ? Ink.COLOUR : Ink.PLAIN;
    Optional<Terminal> terminal = terminal();
    return new LiveView(
        System.out,
        () ->
            terminal
                .map(Terminal::getSize)
                .filter(size -> size.getColumns() >= 40 && size.getRows() >= 8)
                .map(size -> new LiveView.Size(size.getColumns(), size.getRows()))
                .orElse(STANDARD),
        ink);
  }

  /**
   * Line after line, whoever looks.
   *
   * @param quiet only what is said and the ends
   */
  public static RunView lines(boolean quiet) {
    return new PlainView(System.out, quiet);
  }

  /** Lines of JSON for programs. */
  public static RunView json(boolean quiet) {
    return new JsonView(System.out, System.err, quiet);
  }

  /** Asked for its size only: signals and modes of the terminal stay as they are. */
  private static Optional<Terminal> terminal() {
    try {
      return Optional.of(
          TerminalBuilder.builder()
              .system(true)
              .nativeSignals(false)
              .signalHandler(Terminal.SignalHandler.SIG_DFL)
              .build());
    } catch (IOException e) {
      LoggerFactory.getLogger(Views.class).warn("no size of the terminal", e);
      return Optional.empty();
    }
  }
}
