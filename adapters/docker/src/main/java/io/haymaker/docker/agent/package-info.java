/**
 * The agents' image, made by the product itself on the engine that runs them: of what the build
 * left, a Java runtime that holds only what the agent needs, and this machine's shell. Nothing is
 * pulled. It is made once for its content, which its tag names.
 */
@NullMarked
package io.haymaker.docker.agent;

import org.jspecify.annotations.NullMarked;
