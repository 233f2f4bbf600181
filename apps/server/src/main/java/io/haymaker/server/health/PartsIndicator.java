package io.haymaker.server.health;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** All parts as one, for the readiness that Actuator tells. */
@Component("parts")
public class PartsIndicator implements HealthIndicator {
  private final HealthDesk desk;

  PartsIndicator(HealthDesk desk) {
    this.desk = desk;
  }

  @Override
  public Health health() {
    return (desk.isWell() ? Health.up() : Health.down()).build();
  }
}
