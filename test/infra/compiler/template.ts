import * as z from "zod";
import { type Finding, findingsIn } from "./findings.js";

const parameter = z.object({ type: z.string().optional(), $ref: z.string().optional() });

const template = z.object({
  parameters: z.record(z.string(), parameter),
  outputs: z.record(z.string(), z.object({ type: z.string(), value: z.unknown() })).default({}),
});

/** What the tests read of a template that is compiled to ARM's JSON. */
export interface Template extends z.infer<typeof template> {
  /** The types of the resources that are made only if they are not there yet, those of modules too. */
  readonly madeOnce: readonly string[];
  /** What the compiler and its linter have to say. */
  readonly findings: readonly Finding[];
}

const onceOnly = z.object({
  type: z.string(),
  "@options": z.object({ onlyIfNotExists: z.array(z.unknown()) }),
});

/** Reads what the compiler puts out, and its report. */
export function readTemplate(text: string, report: string): Template {
  const madeOnce: string[] = [];
  const json: unknown = JSON.parse(text, (_name, value: unknown) => {
    const { data } = onceOnly.safeParse(value);
    if (data) {
      madeOnce.push(data.type);
    }
    return value;
  });
  return { ...template.parse(json), madeOnce, findings: findingsIn(report) };
}

const values = z.record(z.string(), z.unknown());

/** A resource as the deployment would make it. What only Azure knows stands there as an expression in brackets. */
const resource = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  apiVersion: z.string(),
  tags: z.unknown().optional(),
  properties: values.default({}),
});

export type Resource = z.infer<typeof resource>;

/** Reads what the compiler says a deployment would make. */
export function readSnapshot(text: string): readonly Resource[] {
  return z.object({ predictedResources: z.array(resource) }).parse(JSON.parse(text)).predictedResources;
}
