package io.haymaker.main.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reference of all settings in Markdown, made of their declarations. */
final class ReferencePage {
  private static final String SCHEDULES =
      """
      ## How SCHEDULES is written

      `off`, or schedules separated by semicolons. Each is a name, the five fields of a cron expression (minute, hour, day of month, month, day of week), a time zone such as `Europe/Berlin` or `UTC`, and options in any order:

      | option | what | otherwise |
      | --- | --- | --- |
      | `size=small` | so many scenarios, chosen at random: `small`, `medium`, `large` | `SIMULATION_SIZE` |
      | `scenarios=A,B` | these scenarios, in place of a size | |
      | `duration=4h` | how long the agents operate | `RUN_DURATION` |
      | `overlap=yes` | its runs may begin while another run is on its way | `no` |

      ```
      SCHEDULES=nightly 30 22 * * 1-5 Europe/Berlin size=medium duration=6h; sundays 0 9 * * sun America/New_York
      ```

      In the file a long value goes on in the next line after a backslash. How schedules behave when clocks are changed, when a run takes long, and after a time down is told in [operations.md](operations.md#schedules).
      """;

  private ReferencePage() {}

  static String markdown() {
    var lines = new ArrayList<String>();
    lines.addAll(
        """
        # Configuration

        <!-- Made of the declarations in apps/main, io.haymaker.main.config. Do not edit; make it anew by: ./haymaker config reference > docs/configuration.md -->

        A setting is looked for in the environment, then, if it is a secret, in the Key Vault, then in the file; the first that has it wins. The file is the one that `--config FILE` or the variable `HAYMAKER_CONFIG` names: Java properties in UTF-8, one `NAME=value` a line. A name in it that is no setting is an error.

        **Secrets** stand in the Key Vault, under the name in the tables below. In the environment, and in a file that only its owner can read, they are taken under `HAYMAKER_PROFILE=local` only. They have no defaults.

        `./haymaker config check [--config FILE] [--json]` says what is in force and where each value comes from, or lists everything that is wrong at once (exit code 2). `./haymaker doctor` then tries it out with real calls.

        Only `./haymaker up` and `./haymaker scaler` do without a cloud for runs: where no setting of the cloud that is always needed is given, none of them is needed, and secrets are taken from the environment, as there is no Key Vault.

        A **queue scaler** is there where any of ACI_IMAGE, ACI_NAME_PREFIX, ACI_LOCATION, SB_CONNECTION_STR and SB_TOPIC_NAME is set; of the cloud's settings it needs AZURE_SUBSCRIPTION_ID alone, and its own secrets may always stand in the environment. Further scalers stand in the file, each setting as `scaler.NAME.SETTING`, such as `scaler.reports.ACI_IMAGE=...`; they share the cloud and the login, and nothing else. [scaler.md](scaler.md) explains them.

        *Reserved* settings are read and checked, but nothing uses them yet.

        A file for the public cloud begins like this:

        ```
        AZURE_TENANT_ID=...
        AZURE_SUBSCRIPTION_ID=...
        AZURE_CLIENT_ID=...
        KEY_VAULT_URL=https://NAME.vault.azure.net
        SERVICE_BUS_NAMESPACE=NAME
        RESOURCE_GROUP_NAME=...
        LOCATION=eastus2
        CONTAINER_APPS_ENVIRONMENT=...
        AGENT_IDENTITY=...
        CONTAINER_REGISTRY=NAME.azurecr.io
        CONTAINER_IMAGE=haymaker-agent:0.1.0
        VNET_RESOURCE_GROUP=...
        VNET_NAME=...
        SUBNET_NAME=...
        ```
        """
            .lines()
            .toList());
    for (Feature feature : Feature.values()) {
      lines.add("");
      lines.add("## " + feature.title());
      lines.add("");
      lines.add("| setting | form | default | needed | |");
      lines.add("| --- | --- | --- | --- | --- |");
      Declarations.ALL.stream()
          .filter(setting -> setting.feature() == feature)
          .map(ReferencePage::row)
          .forEach(lines::add);
    }
    lines.add("");
    lines.addAll(SCHEDULES.lines().toList());
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String row(Setting<?> setting) {
    String reserved = setting.standing() == Setting.Standing.RESERVED ? "*Reserved.* " : "";
    String vault =
        setting.isSecret() ? " In the Key Vault: `%s`.".formatted(setting.vaultName()) : "";
    return List.of(
            "`%s`".formatted(setting.name()),
            setting.parser().form(),
            setting.fallback().map("`%s`"::formatted).orElse(""),
            need(setting),
            reserved + setting.description() + vault)
        .stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String need(Setting<?> setting) {
    return switch (setting.need()) {
      case Setting.Need.Always _ -> "yes";
      case Setting.Need.When(Setting<String> other, String word) ->
          "when `%s` is %s".formatted(other.name(), word);
      case Setting.Need.With(Setting<?> other) -> "with `%s`".formatted(other.name());
      case Setting.Need.OfScaler(Optional<Setting.Need.When> only) ->
          "for a scaler"
              + only.map(when -> " when `%s` is %s".formatted(when.other().name(), when.word()))
                  .orElse("");
      case Setting.Need.Never _ -> "";
    };
  }
}
