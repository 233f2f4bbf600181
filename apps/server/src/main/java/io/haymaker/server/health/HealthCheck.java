package io.haymaker.server.health;

/** Looks how a part of the server is doing, when somebody asks. */
public interface HealthCheck {

  /**
   * Looks now. Whoever asked waits two seconds at most and then takes the part for unhealthy; until
   * this has returned it is not called again.
   */
  PartHealth look();
}
