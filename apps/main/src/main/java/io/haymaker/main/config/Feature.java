package io.haymaker.main.config;

/** What settings are about; also the chapters of their reference. */
public enum Feature {
  CLOUD("The cloud, and who we are there"),
  CONTAINERS("The agents' containers"),
  BUS("Service Bus"),
  RUNS("Runs"),
  CLEANUP("Cleanup"),
  HEALTH("Health of managed containers"),
  SCALING("The number of managed containers"),
  SCALER("The queue scaler"),
  STATE("State of the control plane"),
  WATCHING("What watches it"),
  REPORTS("Reports and logs for outside readers"),
  GOALS("Goal-seeking agents");

  private final String title;

  Feature(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Whether its settings mean nothing where there is no cloud. */
  boolean isOfCloud() {
    return switch (this) {
      case CLOUD, CONTAINERS, BUS -> true;
      case RUNS, CLEANUP, HEALTH, SCALING, SCALER, STATE, WATCHING, REPORTS, GOALS -> false;
    };
  }
}
