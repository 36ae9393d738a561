/** Who makes a request: the credentials, and the caller they stand for. */
@NullMarked
package io.rollcall.rest.authentication;

import org.jspecify.annotations.NullMarked;
