package io.haymaker.server.health;

import java.util.Map;

/** What is looked at when somebody asks whether all is well. */
public interface HealthChecks {

  /** Each part by its name, and whether it does what it should; answers within two seconds. */
  Map<String, Boolean> look();
}
