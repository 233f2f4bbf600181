package io.haymaker.scenario;

import io.haymaker.scenario.ParseResult.Parsed;
import io.haymaker.scenario.ParseResult.Rejected;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Documents for tests. */
final class Documents {

  /** A document in the format that the project began with: shell blocks only. */
  static final String BASH_ONLY =
      """
      # Scenario: Storage for a newspaper

      ## Technology Area
      Databases

      ## Company Profile
      - **Company Size**: 50

      ## Scenario Description
      Keeps articles.

      ## Azure Services Used
      - Storage

      ## Prerequisites
      - A subscription

      ---

      ## Phase 1: Deployment and Validation

      ### Environment Setup
      ```bash
      NAME="st$UNIQUE"
      ```

      ### Deployment Steps
      ```bash
      az storage account create -n "$NAME" -g "$RESOURCE_GROUP"
      ```

      ## Phase 2: Mid-Day Operations and Management
      ```bash
      az storage account show -n "$NAME"
      ```

      ## Phase 3: Cleanup and Tear-Down
      ```bash
      az storage account delete -n "$NAME" --yes
      ```
      """;

  private Documents() {}

  static String resource(String name) {
    try (InputStream in = Documents.class.getResourceAsStream("/documents/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static ScenarioDocument parsed(String fileName, String text) {
    return switch (ScenarioParser.parse(fileName, text)) {
      case Parsed parsed -> parsed.document();
      case Rejected rejected -> throw new AssertionError(rejected.problems().toString());
    };
  }

  static List<Problem> rejected(String fileName, String text) {
    return switch (ScenarioParser.parse(fileName, text)) {
      case Parsed parsed -> throw new AssertionError("parsed: " + parsed.document().name());
      case Rejected rejected -> rejected.problems();
    };
  }

  /** A document with the given content of one http block in phase 1; it begins in line 9. */
  static String withHttp(String block) {
    return """
        # Scenario: Test
        ## Technology Area
        Testing

        ## Phase 1: Deployment


        ```http
        %s
        ```
        ## Phase 2: Operations
        ```bash
        true
        ```
        ## Phase 3: Cleanup
        ```bash
        true
        ```
        """
        .formatted(block);
  }
}
