/** What an attribute says of anything that it has no word for. */
export const other = "_OTHER";

/** The words that OpenTelemetry has for methods. */
const methods: ReadonlySet<string> = new Set([
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "TRACE",
  "CONNECT",
]);

/**
 * Returns the `http.request.method` of a request, whatever its method is.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/registry/attributes/http/
 */
export function httpMethodOf(method: string): string {
  return methods.has(method) ? method : other;
}
