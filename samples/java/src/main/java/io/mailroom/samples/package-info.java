/** An ERP backend in two small programs: one publishes commands, one follows what becomes of them. */
@org.jspecify.annotations.NullMarked
package io.mailroom.samples;
