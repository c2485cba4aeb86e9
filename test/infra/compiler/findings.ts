import * as z from "zod";

/** What the compiler or its linter finds wrong. */
export interface Finding {
  readonly ruleId: string;
  readonly message: { readonly text: string };
}

/** Asks the compiler for its findings in a format for programs. */
export const inSarif = ["--diagnostics-format", "sarif"] as const;

const report = z.object({
  runs: z.tuple([
    z.object({
      results: z.array(z.object({ ruleId: z.string(), message: z.object({ text: z.string() }) })),
    }),
  ]),
});

/** Returns the findings in a report (SARIF 2.1). */
export function findingsIn(text: string): readonly Finding[] {
  return report.parse(JSON.parse(text)).runs[0].results;
}
