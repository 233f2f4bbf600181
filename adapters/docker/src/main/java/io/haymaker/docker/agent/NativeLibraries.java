package io.haymaker.docker.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What programs need of this machine's system to start, the loader among it. */
final class NativeLibraries {
  /** The loader stands alone; for the others it says where it found them. */
  private static final Pattern LINE =
      Pattern.compile("(?:.* => )?(?<path>/\\S+) \\(0x[0-9a-f]+\\)");

  private NativeLibraries() {}

  /**
   * Nothing for static programs.
   *
   * @return absolute paths, in order
   * @throws IOException where this machine has no {@code ldd}: it is no Linux
   */
  static List<Path> of(Collection<Path> programs) throws IOException {
    var command = new ArrayList<String>();
    command.add("ldd");
    programs.forEach(program -> command.add(program.toString()));
    var found = new TreeSet<Path>();
    Process process;
    try {
      // A static program is a failure to it, and what it says of the others counts all the same.
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("the agents' image can be made on Linux only: there is no ldd here", e);
    }
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = LINE.matcher(line.strip());
        if (matcher.matches()) {
          found.add(Path.of(matcher.group("path")));
        }
      }
    }
    return found.stream().filter(Files::isRegularFile).toList();
  }
}
