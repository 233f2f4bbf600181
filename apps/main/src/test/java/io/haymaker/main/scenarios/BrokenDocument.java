package io.haymaker.main.scenarios;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A document with one mistake.
 *
 * @param kind what is wrong, for people
 * @param rule what the linter calls it
 * @param fileName of the document
 * @param line where it is found, from 1
 * @param text of the file
 * @param charset in which it is written
 */
record BrokenDocument(
    String kind, String rule, String fileName, int line, String text, Charset charset) {

  /** A document in which there is nothing to find. */
  static final String GOOD =
      """
      ---
      tags: [lint]
      difficulty: beginner
      ---
      # Scenario: A network
      ## Technology Area
      Networking
      ## Phase 1: Deployment and Validation
      ### Deployment Steps
      ```http
      @providers = /subscriptions/{{subscription_id}}/resourceGroups/{{resource_group}}/providers
      @vnet = {{providers}}/Microsoft.Network/virtualNetworks/vnet-{{unique}}
      ```
      ```http
      # @name network
      PUT {{arm}}{{vnet}}?api-version=2024-05-01
      Content-Type: application/json

      {
        "location": "{{location}}",
        "properties": {}
      }

      ###
      PUT {{arm}}{{vnet}}/subnets/web?api-version=2024-05-01
      Content-Type: application/json

      { "properties": { "addressPrefix": "10.0.0.0/24" } }
      ```
      ## Phase 2: Mid-Day Operations and Management
      ```http
      GET {{arm}}{{network.response.body.$.id}}?api-version=2024-05-01
      ```
      ## Phase 3: Cleanup and Tear-Down
      ```http
      DELETE {{arm}}{{vnet}}/subnets/web?api-version=2024-05-01

      ###
      DELETE {{arm}}{{vnet}}?api-version=2024-05-01
      ```
      """;

  @Override
  public String toString() {
    return kind;
  }

  /** The mistake is in the first line that contains {@code where}, after the change. */
  static BrokenDocument changed(
      String kind, String rule, String where, UnaryOperator<String> change) {
    String text = change.apply(GOOD);
    if (text.equals(GOOD)) {
      throw new AssertionError(kind + ": nothing was changed");
    }
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(where)) {
        return new BrokenDocument(kind, rule, "a.md", i + 1, text, StandardCharsets.UTF_8);
      }
    }
    throw new AssertionError(kind + ": no line contains " + where);
  }

  static BrokenDocument edit(String kind, String rule, String where, String from, String to) {
    return changed(kind, rule, where, text -> text.replace(from, to));
  }

  /** One line further down. */
  BrokenDocument down(int lines) {
    return new BrokenDocument(kind, rule, fileName, line + lines, text, charset);
  }

  /** With the same section once more before phase 3. */
  BrokenDocument again(String section) {
    String more = text.replace("## Phase 3", section + "## Phase 3");
    int second = 1 + (int) more.substring(0, more.indexOf(section)).lines().count();
    return new BrokenDocument(kind, rule, fileName, second, more, charset);
  }
}
