/**
 * A sample company: an LDAP directory and the data that shows Rollcall at work. Never part of the
 * server.
 */
@NullMarked
package io.rollcall.demo;

import org.jspecify.annotations.NullMarked;
