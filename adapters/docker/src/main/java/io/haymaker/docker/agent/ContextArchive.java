package io.haymaker.docker.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes what is root's and of no time: the same content makes the same archive. */
final class ContextArchive implements AutoCloseable {
  private static final int READABLE = 0100644;
  private static final int EXECUTABLE = 0100755;

  private final TarArchiveOutputStream tar;

  ContextArchive(OutputStream out) {
    tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  void file(String name, Path content, boolean isExecutable) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(Files.size(content));
    entry.setMode(isExecutable ? EXECUTABLE : READABLE);
    begin(entry);
    Files.copy(content, tar);
    tar.closeArchiveEntry();
  }

  void text(String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    entry.setMode(READABLE);
    begin(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /**
   * @param name ends in a slash
   */
  void folder(String name, int mode) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setMode(040000 | mode);
    begin(entry);
    tar.closeArchiveEntry();
  }

  void link(String name, String target) throws IOException {
    var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    begin(entry);
    tar.closeArchiveEntry();
  }

  private void begin(TarArchiveEntry entry) throws IOException {
    entry.setModTime(FileTime.fromMillis(0));
    entry.setIds(0, 0);
    entry.setNames("root", "root");
    tar.putArchiveEntry(entry);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
