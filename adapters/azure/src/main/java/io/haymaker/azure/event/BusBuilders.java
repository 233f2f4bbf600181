package io.haymaker.azure.event;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import io.haymaker.core.identity.SecretValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Begins the official clients. They trust what the JVM's default {@link javax.net.ssl.SSLContext}
 * trusts and offer no way to say otherwise; whoever starts the program sets that context ({@link
 * BusTrust}).
 */
public final class BusBuilders {
  private static final Pattern ENDPOINT = Pattern.compile("(?i)Endpoint=sb://([^;/]+:\\d+)");
  private static final String PLAIN = "usedevelopmentemulator=true";

  private BusBuilders() {}

  /**
   * A builder of clients that log in with a connection string. All that one builder builds share a
   * connection.
   */
  public static ServiceBusClientBuilder of(SecretValue connectionString) {
    String connection = connectionString.reveal();
    var builder = new ServiceBusClientBuilder().connectionString(connection);
    Matcher endpoint = ENDPOINT.matcher(connection);
    if (!connection.toLowerCase(Locale.ROOT).contains(PLAIN) && endpoint.find()) {
      at(builder, endpoint.group(1));
    }
    return builder;
  }

  /** The client drops the port of a namespace; only a custom endpoint keeps it. */
  static void at(ServiceBusClientBuilder builder, String address) {
    builder.customEndpointAddress("https://" + address);
  }
}
