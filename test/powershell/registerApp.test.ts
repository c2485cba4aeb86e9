import { testHook } from "../hooks/hookTests.js";
import { runPowerShell } from "./runPowerShell.js";

testHook("registerApp.ps1", (tenant, environment) =>
  runPowerShell(["-File", tenant.hook("registerApp.ps1")], environment),
);
