/** The HTTP contract: resources, JSON records, error mapping, authentication of requests. */
@NullMarked
package io.rollcall.rest;

import org.jspecify.annotations.NullMarked;
