package io.haymaker.emulator.http;

import java.util.Set;

/**
 * One service behind a door. The door asks each service in the order of registration whether it
 * {@link #owns} a request; the first that does gets it, after the caller's token has been checked.
 */
public interface Service {
  /** A short name for the request log, e.g. {@code arm}. */
  String name();

  /** The door behind which this service stands. */
  default Door door() {
    return Door.MAIN;
  }

  /** Whether this service answers the request: looks at the target only, never at the body. */
  boolean owns(Request request);

  /** The audiences whose tokens are accepted; an empty set means that no token is asked for. */
  Set<Audience> audiences();

  /**
   * Answers a request, on a virtual thread of its own. {@link Request#caller()} is there if {@link
   * #audiences()} is not empty.
   *
   * @throws Refused to answer with an error
   */
  Response handle(Request request);

  /**
   * The answer to a request whose token is missing or not valid here.
   *
   * @param why one sentence; never holds the token
   */
  default Response challenge(Request request, String why) {
    return Response.error(401, "InvalidAuthenticationToken", why)
        .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }
}
