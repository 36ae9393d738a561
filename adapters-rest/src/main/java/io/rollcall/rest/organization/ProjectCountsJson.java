package io.rollcall.rest.organization;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A project among others, without the labeling counters, which belong to another product. */
@Schema(name = "ProjectCounts")
record ProjectCountsJson(long id) {}
