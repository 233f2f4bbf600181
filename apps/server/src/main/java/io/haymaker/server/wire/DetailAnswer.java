package io.haymaker.server.wire;

/**
 * The body of an error of managed containers.
 *
 * @param detail a text, or for a request that cannot be a list of {@link Fault}
 */
public record DetailAnswer(Object detail) {}
