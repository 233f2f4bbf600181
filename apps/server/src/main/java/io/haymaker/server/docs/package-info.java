/** What is served, described: the OpenAPI document, and a page that shows it. */
@NullMarked
package io.haymaker.server.docs;

import org.jspecify.annotations.NullMarked;
