package io.haymaker.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.scenario.ScenarioCatalog.CatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCatalogTest {
  @TempDir Path folder;

  private void write(String name, String command) throws IOException {
    Files.writeString(
        folder.resolve(name),
        """
        # Scenario: A shop

        ## Technology Area
        Web Apps

        ## Phase 1: Deployment and Validation
        ```bash
        %s
        ```
        """
            .formatted(command));
  }

  @Test
  void offersTheDocumentsOfTheFolderByName() throws IOException {
    write("web-02.md", "echo two");
    write("web-01.md", "echo one");
    write("SCENARIO_TEMPLATE.md", "echo template");

    assertThat(new FolderCatalog(folder).scenarios())
        .extracting(choice -> choice.name().value())
        .containsExactly("web-01", "web-02");
    assertThat(new FolderCatalog(folder).scenarios().getFirst())
        .satisfies(
            choice -> {
              assertThat(choice.technologyArea()).isEqualTo("Web Apps");
              assertThat(choice.document()).contains("echo one");
            });
  }

  @Test
  void leavesOutWhatReachesBeyondItsGroup() throws IOException {
    write("web-01.md", "echo one");
    write("web-02.md", "az group create --name mine --location westeurope");
    write("web-03.md", "az ad sp create-for-rbac --name mine");

    assertThat(new FolderCatalog(folder).scenarios())
        .extracting(choice -> choice.name().value())
        .containsExactly("web-01");
  }

  @Test
  void leavesOutWhatIsBrokenAndSaysWhatItIs() throws IOException {
    Files.writeString(folder.resolve("broken.md"), "# no area");

    var catalog = new FolderCatalog(folder);
    assertThat(catalog.scenarios()).isEmpty();
    assertThat(catalog.read().problems()).isNotEmpty();
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> new FolderCatalog(none).scenarios())
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(none.toString());
  }
}
