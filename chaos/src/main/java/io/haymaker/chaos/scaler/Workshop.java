package io.haymaker.chaos.scaler;

import io.haymaker.chaos.scaler.Evidence.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Where the containers of a soak work, and the record that they keep of it themselves. */
final class Workshop {
  private final Path folder;
  private final Path record;
  private final List<Mark> marks = new ArrayList<>();
  private long read;

  Workshop(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder).toRealPath();
    this.record = Files.createFile(this.folder.resolve("record"));
    for (String place : List.of("locks", "failed", "settled")) {
      Files.createDirectory(this.folder.resolve(place));
    }
  }

  /** The program of their image. */
  Path worker() throws IOException {
    try (InputStream stream = Workshop.class.getResourceAsStream("worker.sh")) {
      if (stream == null) {
        throw new IOException("worker.sh is not in the program");
      }
      String script = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      Path worker = folder.resolve("worker");
      Files.writeString(worker, script.replace("@FOLDER@", folder.toString()));
      return Files.setPosixFilePermissions(worker, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** What they have written since the last look. */
  List<Mark> news() throws IOException {
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(record)) {
      stream.skipNBytes(read);
      bytes = stream.readAllBytes();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    read += whole.getBytes(StandardCharsets.UTF_8).length;
    List<Mark> news =
        whole
            .lines()
            .map(line -> line.split(" ", -1))
            .map(words -> new Mark(words[0], words[1]))
            .toList();
    marks.addAll(news);
    return news;
  }

  /** Everything that they have written so far. */
  List<Mark> marks() {
    return List.copyOf(marks);
  }

  /** Lets the container of a message go on, which waits for the message to be taken. */
  void settled(String key) throws IOException {
    Files.createFile(folder.resolve("settled").resolve(key));
  }
}
