package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The personal access token that replaced another, whole. */
@Schema(name = "TokenRotateResponse")
record RotatedTokenJson(String refresh) {
  @Override
  public String toString() {
    return "RotatedTokenJson[***]";
  }
}
