package io.haymaker.scenario;

import java.util.List;
import java.util.Optional;

/**
 * One request of an {@code http} block, with its {@code {{references}}} still in place.
 *
 * @param name from {@code # @name x}, by which later requests refer to the answer
 * @param method what to do
 * @param target the URL, or a path beginning with {@code /} that is meant for Azure Resource
 *     Manager
 * @param headers in their order
 * @param body empty when there is none
 * @param line the line of the request line in the document, from 1
 */
public record HttpRequest(
    Optional<String> name,
    HttpMethod method,
    Template target,
    List<Header> headers,
    Optional<Template> body,
    int line) {

  public HttpRequest {
    headers = List.copyOf(headers);
  }

  /**
   * One header line.
   *
   * @param name as written
   * @param value without surrounding blanks
   */
  public record Header(String name, Template value) {}
}
