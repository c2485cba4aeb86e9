import { appPages } from "./appPages.js";
import { describeLooks } from "./describeLooks.js";

describeLooks("app", appPages);
