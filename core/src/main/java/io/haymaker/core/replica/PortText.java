package io.haymaker.core.replica;

/**
 * A port as it was given, not read yet.
 *
 * @param field where it stood, for the words that refuse it
 * @param container {@code 80}, {@code 80/tcp} or {@code 53/udp}
 * @param host a number; 0 = any that is free
 */
public record PortText(String field, String container, String host) {}
