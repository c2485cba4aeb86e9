import * as z from "zod";

/** Pairs of a name and a value, with semicolons between them. */
const pairs = /^(?:[A-Za-z]{1,40}=[^;=\s]{1,300};?){1,20}$/;

/**
 * The connection string of Application Insights.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/app/connection-strings
 */
export const connectionString = z
  .string()
  .regex(pairs, { error: "must be the whole connection string of an Application Insights", abort: true })
  .refine(
    (value) => /(?:^|;)InstrumentationKey=[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?:;|$)/i.test(value),
    { error: "must have an InstrumentationKey, which is a GUID", abort: true },
  )
  .refine(
    (value) => /(?:^|;)IngestionEndpoint=https:\/\/[\w.-]+(?::\d+)?\/?(?:;|$)/i.test(value),
    "must have an IngestionEndpoint, which is an https: URL",
  );
