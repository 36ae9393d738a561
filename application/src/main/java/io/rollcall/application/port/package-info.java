/**
 * What the use cases need from outside. Each port has a contract test that its double and its
 * adapter pass.
 */
@NullMarked
package io.rollcall.application.port;

import org.jspecify.annotations.NullMarked;
