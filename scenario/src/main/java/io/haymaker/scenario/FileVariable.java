package io.haymaker.scenario;

/**
 * A variable that the document sets by {@code @name = value} in an {@code http} block. It is known
 * in the whole document, before and after its line, as in the editors.
 *
 * @param name letters, digits, {@code -} and {@code _}
 * @param value may refer to other variables; rendered anew at each use
 * @param line where it is set, from 1
 */
public record FileVariable(String name, Template value, int line) {}
