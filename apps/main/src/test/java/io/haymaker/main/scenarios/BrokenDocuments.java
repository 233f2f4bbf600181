package io.haymaker.main.scenarios;

import static io.haymaker.main.scenarios.BrokenDocument.GOOD;
import static io.haymaker.main.scenarios.BrokenDocument.changed;
import static io.haymaker.main.scenarios.BrokenDocument.edit;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Every kind of mistake that the linter is to find. */
final class BrokenDocuments {
  private static final String GET =
      "GET {{arm}}{{network.response.body.$.id}}?api-version=2024-05-01";
  private static final String PHASE_2 = "## Phase 2: Mid-Day Operations and Management\n";
  private static final String OTHER_GUID = "01234567-89ab-cdef-0123-456789abcdef";

  private BrokenDocuments() {}

  static List<BrokenDocument> all() {
    return List.of(
        new BrokenDocument("bad file name", "unreadable", "a b.md", 1, GOOD, UTF_8),
        new BrokenDocument("too long", "unreadable", "big.md", 1, "x\n".repeat(200_000), UTF_8),
        new BrokenDocument(
            "not UTF-8", "unreadable", "latin.md", 5, GOOD.replace("A net", "Äs Net"), ISO_8859_1),
        edit("open front section", "unreadable", "---", "beginner\n---\n", "beginner\n"),
        edit("unknown front key", "unreadable", "budget", "tags: [lint]", "budget: 3"),
        edit(
            "front key twice",
            "unreadable",
            "difficulty: hard",
            "---\n#",
            "difficulty: hard\n---\n#"),
        edit("unknown scope", "unreadable", "scope", "tags: [lint]", "scope: galaxy"),
        edit(
            "directory neither true nor false",
            "unreadable",
            "directory",
            "tags: [lint]",
            "directory: maybe"),
        edit(
            "two values for one",
            "unreadable",
            "scope",
            "tags: [lint]",
            "scope: [subscription, resource_group]"),
        edit("unknown difficulty", "unknown-difficulty", "difficulty", "beginner", "heroic"),
        edit("no title", "missing-title", "---", "# Scenario: A network\n", ""),
        edit("no technology area", "unreadable", "---", "## Technology Area", "## Area"),
        edit("empty technology area", "unreadable", "## Technology Area", "Networking\n", ""),
        edit("section twice", "section-twice", "## Notes", PHASE_2, "## Notes\na\n" + PHASE_2)
            .again("## Notes\nb\n"),
        edit("no phase 2", "missing-phase", "---", PHASE_2, "## Afternoon\n"),
        edit(
            "phase without blocks",
            "missing-phase",
            "## Phase 2",
            "```http\n" + GET + "\n```\n",
            "later\n"),
        edit(
            "phase twice",
            "unreadable",
            "## Phase 1: Again",
            PHASE_2,
            "## Phase 1: Again\n" + PHASE_2),
        changed("phases out of order", "phase-order", "## Phase 1", BrokenDocuments::phase2First),
        edit(
            "open fence",
            "unclosed-fence",
            "```text",
            "DELETE {{arm}}{{vnet}}?api-version=2024-05-01\n```\n",
            "DELETE {{arm}}{{vnet}}?api-version=2024-05-01\n```\n```text\n"),
        edit(
            "commands that are not executed",
            "not-executed",
            "```sh",
            PHASE_2,
            PHASE_2 + "```sh\naz group list\n```\n"),
        edit("empty block", "empty-block", "```bash", PHASE_2, PHASE_2 + "```bash\n\n```\n"),
        edit("unknown method", "unreadable", "FETCH", "GET", "FETCH"),
        edit("no header", "unreadable", "and then", GET, GET + "\nand then"),
        edit("bad variable line", "unreadable", "@b c", "@vnet", "@b c\n@vnet"),
        edit(
            "variable twice",
            "unreadable",
            "@vnet = 1",
            "```\n```http\n# @name",
            "@vnet = 1\n```\n```http\n# @name"),
        edit("bad request name", "unreadable", "# @name 1st", GET, "# @name 1st\n" + GET),
        edit("two requests of one name", "unreadable", "GET", GET, "# @name network\n" + GET),
        edit("unknown variable", "unknown-variable", "{{nowhere}}", "10.0.0.0/24", "{{nowhere}}"),
        edit("variable that needs itself", "variable-cycle", "@a", "@vnet", "@a = {{a}}\n@vnet"),
        edit("unused variable", "unused-variable", "@spare", "@vnet", "@spare = 1\n@vnet"),
        edit(
            "variable of the agent",
            "built-in-variable",
            "@location",
            "@vnet",
            "@location = mars\n@vnet"),
        edit("unknown request", "unknown-request", "{{nobody", "{{network.resp", "{{nobody.resp"),
        edit(
            "bad reference",
            "bad-reference",
            "{{a b}}",
            "?api-version=2024-05-01\n```\n## Phase 3",
            "/{{a b}}?api-version=2024-05-01\n```\n## Phase 3"),
        edit(
            "no api-version",
            "missing-api-version",
            "/subnets/web\n".strip(),
            "subnets/web?api-version=2024-05-01\nC",
            "subnets/web\nC"),
        edit(
            "bad api-version",
            "bad-api-version",
            "latest",
            GET,
            GET.replace("2024-05-01", "latest")),
        edit("foreign host", "foreign-host", "example.com", GET, "GET https://example.com/x"),
        edit(
            "fixed subscription",
            "fixed-subscription",
            OTHER_GUID,
            "GET {{arm}}",
            "GET {{arm}}/subscriptions/" + OTHER_GUID),
        edit(
                "bad JSON",
                "bad-json",
                "\"properties\": {},",
                "\"properties\": {}",
                "\"properties\": {},")
            .down(1),
        edit(
            "no body",
            "missing-body",
            "PUT {{arm}}{{vnet}}/subnets",
            "{ \"properties\": { \"addressPrefix\": \"10.0.0.0/24\" } }",
            ""),
        edit("needless body", "needless-body", "GET", GET, GET + "\n\n{}"),
        edit("header of the agent", "own-header", "GET", GET, GET + "\nAuthorization: Bearer x"),
        edit(
            "secret in plain text",
            "plain-secret",
            "hunter2",
            "\"properties\": {}",
            "\"properties\": { \"adminPassword\": \"hunter2\" }"),
        edit("fixed name", "name-not-unique", "PUT", "vnet-{{unique}}", "vnet"),
        edit(
            "never deleted",
            "never-deleted",
            "PUT {{arm}}{{vnet}}?",
            "DELETE {{arm}}{{vnet}}?api-version=2024-05-01\n",
            ""),
        edit(
            "never made",
            "never-made",
            "/routes/none",
            "DELETE {{arm}}{{vnet}}/subnets/web?api-version=2024-05-01",
            "DELETE {{arm}}{{vnet}}/subnets/web?api-version=2024-05-01\n\n###\nDELETE {{arm}}{{vnet}}/routes/none?api-version=2024-05-01"),
        changed(
            "deletion in the wrong order",
            "deletion-order",
            "DELETE {{arm}}{{vnet}}?",
            BrokenDocuments::wholeFirst),
        edit(
            "writes outside the group",
            "undeclared-scope",
            "POST",
            GET,
            GET
                + "\n\n###\nPOST {{arm}}/subscriptions/{{subscription_id}}/providers/Microsoft.Web/register?api-version=2024-05-01"),
        bash("makes a group", "undeclared-scope", "az group create -n more -l eastus"),
        bash(
            "makes directory objects", "undeclared-directory", "az ad app create --display-name x"),
        bash("waits for an answer", "waits-for-input", "terraform apply"),
        bash("asks before it deletes", "waits-for-input", "az group delete -n \"$RESOURCE_GROUP\""),
        bash("asks somebody to log in", "waits-for-input", "az login"),
        bash(
            "fixed subscription in a command",
            "fixed-subscription",
            "az resource show --ids /subscriptions/" + OTHER_GUID));
  }

  /** Phase 2 is a block of commands instead. */
  private static BrokenDocument bash(String kind, String rule, String command) {
    return edit(kind, rule, command, "```http\n" + GET, "```bash\ntrue\n" + command);
  }

  private static String phase2First(String text) {
    int one = text.indexOf("## Phase 1");
    int two = text.indexOf("## Phase 2");
    int three = text.indexOf("## Phase 3");
    return text.substring(0, one)
        + text.substring(two, three)
        + text.substring(one, two)
        + text.substring(three);
  }

  private static String wholeFirst(String text) {
    String part = "DELETE {{arm}}{{vnet}}/subnets/web?api-version=2024-05-01\n";
    String whole = "DELETE {{arm}}{{vnet}}?api-version=2024-05-01\n";
    return text.replace(part, "DELETE first\n")
        .replace(whole, part)
        .replace("DELETE first\n", whole);
  }
}
