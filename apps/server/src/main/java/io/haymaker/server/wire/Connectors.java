package io.haymaker.server.wire;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;

/** What Tomcat leaves to us. */
public class Connectors implements TomcatConnectorCustomizer, TomcatContextCustomizer {

  @Override
  public void customize(Connector connector) {
    // A slash in the name of an image is no step of the path.
    connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    // curl says of what it sends that it is a form; it never is, and whoever reads it as one would
    // take it away from us.
    connector.setParseBodyMethods("");
  }

  @Override
  public void customize(Context context) {
    if (context.getParent() instanceof StandardHost host) {
      host.setErrorReportValveClass(Refusals.class.getName());
    }
  }
}
