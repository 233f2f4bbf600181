/** What the containers of a fake runtime do in a fake cloud, well-behaved or not. */
@NullMarked
package io.haymaker.testkit.agent;

import org.jspecify.annotations.NullMarked;
