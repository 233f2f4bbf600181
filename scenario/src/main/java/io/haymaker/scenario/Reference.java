package io.haymaker.scenario;

import java.util.List;
import java.util.Optional;

/** What stands between {@code {{} and {@code }}}. */
public sealed interface Reference {

  /** A variable of the agent or of the document: {@code {{resource_group}}}. */
  record Variable(String name) implements Reference {}

  /** A fresh random UUID at each use: {@code {{$guid}}}. */
  record Guid() implements Reference {}

  /** The current time in seconds since 1970: {@code {{$timestamp}}}. */
  record Timestamp() implements Reference {}

  /**
   * A value in the answer of an earlier request: {@code {{vm.response.body.$.properties.vmId}}}.
   *
   * @param request the request's name
   * @param path keys and array indexes ({@code [2]} is the step {@code 2}) from the root; empty for
   *     the whole body
   */
  record ResponseBody(String request, List<PathStep> path) implements Reference {
    public ResponseBody {
      path = List.copyOf(path);
    }
  }

  /** A header in the answer of an earlier request: {@code {{vm.response.headers.Location}}}. */
  record ResponseHeader(String request, String header) implements Reference {}

  /** One step into a JSON value. */
  sealed interface PathStep {
    /** Into an object. */
    record Key(String name) implements PathStep {}

    /** Into an array, from 0. */
    record Index(int position) implements PathStep {}
  }

  /** Reads the text between the braces; empty when it is none of the forms above. */
  static Optional<Reference> parse(String text) {
    return ReferenceReader.read(text);
  }

  /** Whether {@code name} can be the name of a variable or of a request. */
  static boolean isName(String name) {
    return ReferenceReader.isName(name);
  }
}
