package io.haymaker.scenario;

/** The methods that a document may use: those of Azure Resource Manager. */
public enum HttpMethod {
  GET,
  HEAD,
  PUT,
  PATCH,
  POST,
  DELETE
}
