/** HTTPS with an extra trusted authority, and tokens by client credentials. */
@NullMarked
package io.haymaker.agent.http;

import org.jspecify.annotations.NullMarked;
