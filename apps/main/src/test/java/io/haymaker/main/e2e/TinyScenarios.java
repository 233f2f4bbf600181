package io.haymaker.main.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scenario documents with one resource, so that a run is short. */
final class TinyScenarios {
  private static final String DOCUMENT =
      """
      # Scenario: One firewall

      ## Technology Area
      Networking

      ## Company Profile
      - **Company Size**: one

      ## Scenario Description
      A firewall is made and taken away.

      ## Azure Services Used
      - Network security group

      ## Prerequisites
      - A resource group

      ## Phase 1: Deployment and Validation

      ### Environment Setup

      ```http
      @nsg = /subscriptions/{{subscription_id}}/resourceGroups/{{resource_group}}/providers/Microsoft.Network/networkSecurityGroups/nsg-{{unique}}
      ```

      ### Deployment Steps

      ```http
      PUT {{arm}}{{nsg}}?api-version=2024-05-01
      Content-Type: application/json

      { "location": "{{location}}" }
      ```

      ### Validation

      ```http
      GET {{arm}}{{nsg}}?api-version=2024-05-01
      ```

      ## Phase 2: Mid-Day Operations and Management

      ```http
      GET {{arm}}{{nsg}}?api-version=2024-05-01
      ```

      ## Phase 3: Cleanup and Tear-Down

      ```http
      DELETE {{arm}}{{nsg}}?api-version=2024-05-01
      ```
      """;

  private TinyScenarios() {}

  /** Writes one of each name and returns the folder. */
  static Path write(Path folder, String... names) {
    try {
      Files.createDirectories(folder);
      for (String name : names) {
        Files.writeString(folder.resolve(name + ".md"), DOCUMENT);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
