/**
 * How a test tells a fake to misbehave: refuse, be busy, lose an answer, fail a look, or take the
 * whole process with it, by operation and target.
 */
@NullMarked
package io.haymaker.testkit.fault;

import org.jspecify.annotations.NullMarked;
