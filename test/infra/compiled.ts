import { expect, inject } from "vitest";
import type { Compiled } from "./compiler/compile.js";
import type { Resource } from "./compiler/template.js";

/** The name of a deployment of the tests. */
export type Deployment = keyof Compiled["resources"];

/** Returns all resources of a type that a deployment would make. */
export function resourcesOf(deployment: Deployment, type: string): readonly Resource[] {
  return inject("compiled").resources[deployment].filter((resource) => resource.type === type);
}

/** Returns the one resource of a type that a deployment would make. */
export function resourceOf(deployment: Deployment, type: string): Resource {
  const [resource, ...others] = resourcesOf(deployment, type);
  expect(others).toEqual([]);
  if (!resource) {
    throw new Error(`${deployment} has no ${type}`);
  }
  return resource;
}
