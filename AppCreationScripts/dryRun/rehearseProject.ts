import { certificateFile } from "../project/clientCertificate.js";
import type { Project } from "../project/project.js";
import type { Output } from "../terminal/output.js";

/** A project for dry runs: it tells what would be written and writes nothing. */
export function rehearseProject({ variables: current }: Project, output: Output): Project {
  return {
    variables: current,
    async save(settings) {
      const variables = settings(current);
      const changed = Object.keys(variables).filter((name) => current[name] !== variables[name]);
      output.line(`  .env gets ${changed.join(", ")}`);
    },
    async certificate() {
      output.line(`  ${certificateFile} is written`);
      return {
        der: "<certificate in base64>",
        validFrom: new Date(0),
        validTo: new Date(0),
        isNew: true,
        install: async () => undefined,
      };
    },
    async removals() {
      return [
        { kind: "settings", which: "in .env, if its CLIENT_ID is the application's", run: async () => "" },
        {
          kind: "certificate",
          which: `${certificateFile}, if it is the application's`,
          run: async () => "",
        },
      ];
    },
  };
}
