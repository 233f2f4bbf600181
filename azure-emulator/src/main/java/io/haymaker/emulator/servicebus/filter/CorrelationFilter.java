package io.haymaker.emulator.servicebus.filter;

import io.haymaker.emulator.servicebus.message.Envelope;
import io.haymaker.emulator.servicebus.message.SystemProperty;
import java.util.Map;

/**
 * What has to be equal, all of it, case and all. A number never equals a text.
 *
 * @param system by property of the message
 * @param application by name of the application property
 */
public record CorrelationFilter(Map<SystemProperty, String> system, Map<String, String> application)
    implements Filter {
  /**
   * @throws FilterRefusal when nothing has to be equal
   */
  public CorrelationFilter {
    system = Map.copyOf(system);
    application = Map.copyOf(application);
    if (system.isEmpty() && application.isEmpty()) {
      throw new FilterRefusal("a correlation filter needs a property to compare");
    }
  }

  @Override
  public boolean chooses(Envelope message) {
    return system.entrySet().stream()
            .allMatch(
                wanted ->
                    message.property(wanted.getKey()).filter(wanted.getValue()::equals).isPresent())
        && application.entrySet().stream()
            .allMatch(
                wanted ->
                    wanted.getValue().equals(message.applicationProperties().get(wanted.getKey())));
  }
}
