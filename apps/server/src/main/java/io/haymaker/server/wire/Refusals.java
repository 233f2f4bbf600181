package io.haymaker.server.wire;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** What Tomcat refuses before any filter of ours has seen it, in the form of all our errors. */
public class Refusals extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus known = HttpStatus.resolve(status);
    var refusal =
        new ApiFailure(
            status,
            status < 500 ? "INVALID_REQUEST" : "INTERNAL_ERROR",
            known == null ? "refused" : known.getReasonPhrase());
    try {
      response.setContentType("application/json");
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      Writer writer = response.getReporter();
      if (writer != null) {
        String path = request.getRequestURI();
        writer.write(Answers.text(path == null ? "" : path, refusal));
        response.finishResponse();
      }
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("nobody waits for the refusal any more");
    }
  }
}
