package io.haymaker.main.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A workflow's file, and the scripts of its steps as a runner would run them. */
record Workflow(Path file) {
  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  static final Workflow SETTINGS = at(".github/workflows/deploy-scaler.yml");
  static final Workflow CODE = at(".github/workflows/deploy-scaler-code.yml");
  static final Workflow EXAMPLE = at("docs/service-workflow-example.yml");

  private static Workflow at(String place) {
    return new Workflow(ROOT.resolve(place));
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The scripts of all steps, in order. */
  List<String> scripts() {
    List<String> lines = lines();
    var scripts = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.strip().equals("run: |")) {
        scripts.add(block(lines.subList(i + 1, lines.size()), indent(line) + 2));
      } else if (line.strip().startsWith("run: ")) {
        scripts.add(line.strip().substring("run: ".length()));
      }
    }
    return scripts;
  }

  /** The script of the step of that name. */
  String script(String step) {
    List<String> lines = lines();
    int at = lines.indexOf("      - name: " + step);
    if (at < 0) {
      throw new AssertionError(file + " has no step " + step);
    }
    for (int i = at + 1; i < lines.size(); i++) {
      if (lines.get(i).equals("        run: |")) {
        return block(lines.subList(i + 1, lines.size()), 10);
      }
    }
    throw new AssertionError(file + " has no script in " + step);
  }

  /**
   * What stands below the one line that says this, without the indent that all of it has.
   *
   * @param head such as {@code inputs:} or {@code - name: Log in}
   */
  List<String> below(String head) {
    List<String> lines = lines();
    List<String> heads = lines.stream().filter(line -> line.strip().equals(head)).toList();
    if (heads.size() != 1) {
      throw new AssertionError("%s has '%s' %d times".formatted(file, head, heads.size()));
    }
    int at = lines.indexOf(heads.getFirst());
    return block(lines.subList(at + 1, lines.size()), indent(heads.getFirst()) + 2)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static String block(List<String> lines, int indent) {
    var block = new StringBuilder();
    for (String line : lines) {
      if (!line.isBlank() && indent(line) < indent) {
        break;
      }
      block.append(line.isBlank() ? "" : line.substring(indent)).append('\n');
    }
    return block.toString();
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** How a script ended, and all that it said. */
  record Ended(int exitCode, String said) {}

  /**
   * Runs a script with nothing but these variables, in that folder.
   *
   * @param programs comes first on the path
   */
  static Ended run(String script, Path folder, Path programs, Map<String, String> environment) {
    try {
      Path text = Files.writeString(folder.resolve("script.sh"), script);
      var builder =
          new ProcessBuilder(
                  "bash", "--noprofile", "--norc", "-e", "-o", "pipefail", text.toString())
              .directory(folder.toFile())
              .redirectErrorStream(true);
      String path = System.getenv("PATH");
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.environment().put("PATH", programs + ":" + path);
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("the script does not end; it said " + said);
      }
      return new Ended(process.exitValue(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
