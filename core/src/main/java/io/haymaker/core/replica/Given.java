package io.haymaker.core.replica;

/**
 * A text as somebody gave it.
 *
 * @param field where it stood, for the words that refuse it
 */
public record Given(String field, String text) {}
