package io.haymaker.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioFolderTest {

  @TempDir Path folder;

  @Test
  void readsScenariosByNameAndPassesOverTheRest() throws IOException {
    Files.writeString(folder.resolve("b.md"), Documents.BASH_ONLY);
    Files.writeString(folder.resolve("a.md"), Documents.BASH_ONLY);
    Files.writeString(folder.resolve("broken.md"), "nothing");
    Files.write(folder.resolve("latin.md"), new byte[] {(byte) 0xE4, 'a'});
    Files.writeString(folder.resolve("SCENARIO_TEMPLATE.md"), "nothing");
    Files.writeString(folder.resolve("notes.txt"), "nothing");
    Files.createDirectory(folder.resolve("folder.md"));

    ScenarioFolder read = ScenarioFolder.read(folder);

    assertThat(read.documents()).extracting(d -> d.name().value()).containsExactly("a", "b");
    assertThat(read.problems()).extracting(Problem::file).containsExactly("broken.md", "latin.md");
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThatIOException().isThrownBy(() -> ScenarioFolder.read(folder.resolve("none")));
  }
}
