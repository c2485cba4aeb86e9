import { runProgram } from "../AppCreationScripts/runProgram.js";
import { testHook } from "./hookTests.js";

testHook("registerApp.sh", (tenant, environment) =>
  runProgram({ command: ["sh", tenant.hook("registerApp.sh")], cwd: tenant.temporary, environment }),
);
