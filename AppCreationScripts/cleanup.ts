import "../src/process/supportedNode.js";
import { runCommand } from "./commandLine/runCommand.js";
import { commandTools } from "./commandTools.js";
import { cleanupOptions } from "./options.js";
import { parseCleanupOptions } from "./parseOptions.js";
import { removeApp } from "./removeApp.js";

await runCommand({
  script: "cleanup",
  does: "Removes what npm run configure has made, after it has listed it and asked.",
  options: cleanupOptions,
  async run(commandLine) {
    const options = parseCleanupOptions(commandLine);
    await removeApp(options, commandTools(options));
  },
});
