/** The engine in memory passes the contract of engines, and its script does what it says. */
@NullMarked
package io.haymaker.testkit.engine;

import org.jspecify.annotations.NullMarked;
