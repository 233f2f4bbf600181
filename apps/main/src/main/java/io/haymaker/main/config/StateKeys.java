package io.haymaker.main.config;

import static io.haymaker.main.config.Feature.GOALS;
import static io.haymaker.main.config.Feature.REPORTS;
import static io.haymaker.main.config.Feature.STATE;
import static io.haymaker.main.config.Feature.WATCHING;

import io.haymaker.core.identity.SecretValue;
import io.haymaker.main.LogSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The database, and those who read from us. */
final class StateKeys {
  private static final Parser<String> ACCOUNT =
      Parsers.matching("name of a storage account", "[a-z0-9]{3,24}");

  static final Setting<Path> DATA =
      Setting.of(
              "HAYMAKER_DATA",
              STATE,
              Parsers.FOLDER,
              "The folder for logs and, without POSTGRES_URL, for the embedded database.")
          .byDefault("~/.haymaker/installation");

  static final Setting<String> POSTGRES =
      Setting.of(
          "POSTGRES_URL",
          STATE,
          Parsers.DATABASE,
          "The PostgreSQL that any number of control planes share; an embedded one unless it is set.");

  static final Setting<String> POSTGRES_USER =
      Setting.of("POSTGRES_USER", STATE, Parsers.TEXT, "Who we are there.").requiredWith(POSTGRES);

  static final Setting<SecretValue> POSTGRES_PASSWORD =
      Setting.of("POSTGRES_PASSWORD", STATE, Parsers.SECRET, "The password that belongs to it.");

  static final Setting<Path> PRICES =
      Setting.of(
          "PRICES_FILE",
          STATE,
          Parsers.FILE,
          "A price list for estimates in place of the one that came along.");

  static final Setting<Path> LOG_FILE =
      Setting.of(
          "LOG_FILE",
          WATCHING,
          Parsers.FILE_TO_WRITE,
          "The log's file; logs/haymaker.log in the data folder unless it is set.");

  static final Setting<LogSettings.Format> LOG_FORMAT =
      Setting.of(
              "LOG_FORMAT",
              WATCHING,
              Parsers.constant(LogSettings.Format.class),
              "What a line of the log is: for people, or an object of JSON for programs.")
          .byDefault("text");

  static final Setting<String> STORAGE =
      Setting.of("STORAGE_ACCOUNT_NAME", REPORTS, ACCOUNT, "Where reports go as blobs.").reserved();

  static final Setting<String> TABLES =
      Setting.of("TABLE_STORAGE_ACCOUNT_NAME", REPORTS, ACCOUNT, "Where states go as tables.")
          .reserved();

  static final Setting<URI> COSMOS =
      Setting.of("COSMOSDB_ENDPOINT", REPORTS, Parsers.HTTPS, "Where metrics go.").reserved();

  static final Setting<String> COSMOS_DATABASE =
      Setting.of("COSMOSDB_DATABASE", REPORTS, Parsers.TEXT, "The database there.").reserved();

  static final Setting<String> COSMOS_CONTAINER =
      Setting.of("COSMOSDB_CONTAINER", REPORTS, Parsers.TEXT, "The container there.").reserved();

  static final Setting<String> WORKSPACE =
      Setting.of(
              "LOG_ANALYTICS_WORKSPACE_ID",
              REPORTS,
              Parsers.GUID,
              "The Log Analytics workspace that is linked to.")
          .reserved();

  static final Setting<URI> INGESTION =
      Setting.of(
              "LOGS_INGESTION_ENDPOINT",
              REPORTS,
              Parsers.HTTPS,
              "The data collection endpoint that events are copied to.")
          .reserved();

  static final Setting<String> INGESTION_RULE =
      Setting.of(
              "LOGS_INGESTION_RULE_ID",
              REPORTS,
              Parsers.TEXT,
              "The immutable id of the data collection rule.")
          .reserved();

  static final Setting<String> INGESTION_STREAM =
      Setting.of("LOGS_INGESTION_STREAM", REPORTS, Parsers.TEXT, "The rule's stream.").reserved();

  static final Setting<SecretValue> ANTHROPIC_KEY =
      Setting.of(
          "ANTHROPIC_API_KEY",
          GOALS,
          Parsers.SECRET,
          "The key of the model's API. Where it is set, the checks before a run try it.");

  static final Setting<String> ANTHROPIC_MODEL =
      Setting.of("ANTHROPIC_MODEL", GOALS, Parsers.TEXT, "The model, by its name in the API.");

  static final Setting<URI> ANTHROPIC_URL =
      Setting.of("ANTHROPIC_BASE_URL", GOALS, Parsers.HTTPS, "Where its API is.")
          .byDefault("https://api.anthropic.com");

  static final List<Setting<?>> ALL =
      List.of(
          DATA,
          POSTGRES,
          POSTGRES_USER,
          POSTGRES_PASSWORD,
          PRICES,
          LOG_FILE,
          LOG_FORMAT,
          STORAGE,
          TABLES,
          COSMOS,
          COSMOS_DATABASE,
          COSMOS_CONTAINER,
          WORKSPACE,
          INGESTION,
          INGESTION_RULE,
          INGESTION_STREAM,
          ANTHROPIC_KEY,
          ANTHROPIC_MODEL,
          ANTHROPIC_URL);

  private StateKeys() {}
}
