package io.haymaker.server.wire;

import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;

/** What Tomcat leaves to us. */
public class Connectors implements TomcatConnectorCustomizer {

  @Override
  public void customize(Connector connector) {
    // A slash in the name of an image is no step of the path.
    connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    // curl says of what it sends that it is a form; it never is, and whoever reads it as one would
    // take it away from us.
    connector.setParseBodyMethods("");
  }
}
