import "../src/process/supportedNode.js";
import { runCommand } from "./commandLine/runCommand.js";
import { commandTools } from "./commandTools.js";
import { configureOptions } from "./options.js";
import { parseConfigureOptions } from "./parseOptions.js";
import { registerApp } from "./registerApp.js";

await runCommand({
  script: "configure",
  does: "Registers the app in an external tenant and writes .env, so that npm start signs people in there.",
  options: configureOptions,
  async run(commandLine) {
    const options = parseConfigureOptions(commandLine);
    await registerApp(options, commandTools(options));
  },
});
