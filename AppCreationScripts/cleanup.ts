import "../src/process/supportedNode.js";
import { cleanupOptions } from "./commandLine/options.js";
import { parseCleanupOptions } from "./commandLine/parseOptions.js";
import { runCommand } from "./commandLine/runCommand.js";
import { removeApp } from "./removeApp.js";
import { commandTools } from "./session/commandTools.js";

await runCommand({
  script: "cleanup",
  does: "Lists what npm run configure has made, asks, and removes it.",
  options: cleanupOptions,
  async run(commandLine) {
    const options = parseCleanupOptions(commandLine);
    await removeApp(options, commandTools(options));
  },
});
