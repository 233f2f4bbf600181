package io.haymaker.docker.agent;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What an engine is sent to make the image of: an archive, in a folder of its own. */
final class BuildContext implements AutoCloseable {
  /** To be changed with the layout: an image of another one is another image. */
  static final String LAYOUT = "1";

  private static final String ROOT = "root";
  private static final String AGENT = ROOT + "/opt/agent/";
  private static final String JAVA = ROOT + "/opt/java/";
  private static final String BIN = ROOT + "/bin/";

  private static final String DOCKERFILE =
      """
      FROM scratch
      COPY root/ /
      USER 65532:65532
      WORKDIR /tmp
      ENV PATH=/bin HOME=/tmp LANG=C.UTF-8
      ENTRYPOINT ["/opt/java/bin/java", "@/opt/agent/agent.options", "-jar", "/opt/agent/agent.jar"]
      """;

  private final Path folder;

  private BuildContext(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws IOException in words for the user, when a part is missing or does not work
   */
  static BuildContext of(AgentParts parts) throws IOException, InterruptedException {
    var context = new BuildContext(Files.createTempDirectory("haymaker-image-"));
    try {
      Path java = context.folder.resolve("java");
      JavaRuntime.link(parts.javaHome(), java);
      try (var out = new BufferedOutputStream(Files.newOutputStream(context.file()));
          var archive = new ContextArchive(out)) {
        fill(archive, parts, java);
      }
      return context;
    } catch (IOException | InterruptedException | RuntimeException e) {
      context.close();
      throw e;
    }
  }

  Path file() {
    return folder.resolve("context.tar");
  }

  private static void fill(ContextArchive archive, AgentParts parts, Path java)
      throws IOException, InterruptedException {
    archive.text("Dockerfile", DOCKERFILE);
    archive.text(ROOT + "/etc/passwd", "agent:x:65532:65532::/tmp:/bin/sh\n");
    archive.text(ROOT + "/etc/group", "agent:x:65532:\n");
    archive.text(ROOT + "/etc/nsswitch.conf", "hosts: files dns\n");
    // A mount in memory takes its place; without one the shell has nowhere to work.
    archive.folder(ROOT + "/tmp/", 01777);
    var programs = new ArrayList<Path>();
    for (Path file : filesOf(java)) {
      archive.file(JAVA + java.relativize(file), file, Files.isExecutable(file));
      programs.add(file);
    }
    archive.file(AGENT + "agent.jar", parts.jar(), false);
    archive.file(AGENT + "agent.options", parts.options(), false);
    for (Path library : parts.libraries()) {
      archive.file(AGENT + "lib/" + library.getFileName(), library, false);
    }
    programs.removeIf(file -> !isProgram(file));
    if (parts.bash().isPresent()) {
      archive.file(BIN + "bash", parts.bash().get(), true);
      programs.add(parts.bash().get());
    }
    if (parts.busybox().isPresent()) {
      busybox(archive, parts.busybox().get());
    }
    for (Path library : NativeLibraries.of(programs)) {
      if (!library.startsWith(java.toRealPath())) {
        archive.file(ROOT + library, library, true);
      }
    }
  }

  private static boolean isProgram(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".so") || name.equals("java") || name.equals("jspawnhelper");
  }

  private static void busybox(ContextArchive archive, Path busybox)
      throws IOException, InterruptedException {
    archive.file(BIN + "busybox", busybox, true);
    for (String name : new TreeSet<>(Busybox.applets(busybox))) {
      if (!name.equals("busybox") && !name.equals("bash")) {
        archive.link(BIN + name, "busybox");
      }
    }
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Removes everything. */
  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
