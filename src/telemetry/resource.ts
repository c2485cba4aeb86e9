import { defaultResource, type Resource, resourceFromAttributes } from "@opentelemetry/resources";

/** What traces and metrics say of the process from which they come. */
export interface Service {
  readonly serviceName: string;
  /** Another one for each start, and the same for traces and metrics. */
  readonly instanceId: string;
}

/** @see https://opentelemetry.io/docs/specs/semconv/resource/service/ */
export function resourceOf({ serviceName, instanceId }: Service): Resource {
  return defaultResource().merge(
    resourceFromAttributes({ "service.name": serviceName, "service.instance.id": instanceId }),
  );
}
