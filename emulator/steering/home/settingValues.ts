/** What is put into an app that uses a library, to copy. */
export interface LibrarySettings {
  readonly library: string;
  readonly text: string;
  /** What the library needs beside. */
  readonly note?: string;
}

/** What the settings of all libraries are made of. */
export interface SettingValues {
  readonly authority: string;
  readonly issuer: string;
  /** Those of the authority and of the issuer, which differ in an external tenant. */
  readonly hosts: readonly string[];
  readonly clientId: string;
  readonly secret: string;
  readonly redirectUri: string;
  readonly isHttps: boolean;
}

const httpsOnly = "This library takes https alone: start the emulator with --https.";

/** What a library needs that takes no address at plain http. */
export function unlessHttps(isHttps: boolean) {
  return isHttps ? {} : { note: httpsOnly };
}

/** As JavaScript and Python both read it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

export function lines(...all: readonly string[]): string {
  return all.join("\n");
}
