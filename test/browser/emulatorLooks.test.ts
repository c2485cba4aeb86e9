import { describeLooks } from "./describeLooks.js";
import { emulatorPages } from "./emulatorPages.js";

describeLooks("emulator", emulatorPages);
