package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A sentence for the person. */
@Schema(name = "Detail")
record DetailJson(String detail) {}
