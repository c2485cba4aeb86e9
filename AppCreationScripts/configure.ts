import "../src/process/supportedNode.js";
import { configureOptions } from "./commandLine/options.js";
import { parseConfigureOptions } from "./commandLine/parseOptions.js";
import { runCommand } from "./commandLine/runCommand.js";
import { registerApp } from "./registerApp.js";
import { commandTools } from "./session/commandTools.js";

await runCommand({
  script: "configure",
  does: "Registers the app in an external tenant and writes .env, so that npm start signs people in there.",
  options: configureOptions,
  async run(commandLine) {
    const options = parseConfigureOptions(commandLine);
    await registerApp(options, commandTools(options));
  },
});
