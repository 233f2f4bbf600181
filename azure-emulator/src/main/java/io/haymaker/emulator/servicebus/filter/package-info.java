/**
 * Which messages a subscription gets: SQL filters (the subset of SQL-92 that Service Bus has) and
 * correlation filters, read and applied without regard to where rules are kept.
 */
@NullMarked
package io.haymaker.emulator.servicebus.filter;

import org.jspecify.annotations.NullMarked;
