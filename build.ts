import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { build } from "esbuild";

/** Node's own `require`, for packages that are no ES modules. */
const requireOfNode =
  "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);";

/**
 * `npm run build`: puts the app and the packages that it needs into a few files in `dist`, which start in half the time
 * that a thousand files take. Each dynamic import is a file of its own, loaded when it is needed. Tests name another folder.
 * `--production` leaves out what runs in development alone.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { production: { type: "boolean", default: false } },
});
const [folder = "dist"] = positionals;
rmSync(folder, { recursive: true, force: true });
await build({
  entryPoints: {
    server: "src/server.ts",
    ...(!values.production && {
      emulator: "emulator/standalone.ts",
      "orders-api": "examples/orders-api/server.ts",
    }),
  },
  outdir: folder,
  bundle: true,
  splitting: true,
  sourcemap: true,
  // Maps lead to lines; their texts would be half of all, and nothing reads them.
  sourcesContent: false,
  format: "esm",
  platform: "node",
  target: "node20.19",
  // Less to compile at the start. Names stay, because stack traces and logs have them, and lines stay short enough to print.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 160,
  banner: { js: requireOfNode },
  external: [
    // What production may lack, and what is found by its place in node_modules.
    "oidc-provider",
    "@azure/identity",
    "@azure/keyvault-secrets",
    "@azure/monitor-opentelemetry-exporter",
    "@picocss/pico",
    // Only a package of development needs it, and another uses it if it is there.
    "supports-color",
    ...(values.production ? ["../emulator/*", "../examples/*"] : []),
  ],
});
