import type { Page } from "playwright-core";
import type { Emulator } from "../../emulator/startEmulator.js";
import type { OtherSite } from "./otherSite.js";

/** The servers that show pages. */
interface Places {
  readonly emulator: Emulator;
  /** An app that has no tenant configured, and whose emulator does not answer. */
  readonly appWithoutTenant: { readonly url: string };
  /** Links to the app's sign-out. */
  readonly otherSite: OtherSite;
}

/** A page that people see, and the way there from a browser with no cookies. */
export interface Destination {
  readonly name: string;
  readonly heading: string;
  open(page: Page, places: Places): Promise<unknown>;
  /** What is expected of its looks, beyond what is expected of every page. */
  readonly looks?: readonly ((page: Page) => Promise<void>)[];
}
