import { addressSettings } from "../src/config/settings/addressSettings.js";
import { credentialSettings } from "../src/config/settings/credentialSettings.js";
import { processSettings } from "../src/config/settings/processSettings.js";
import { sessionSettings } from "../src/config/settings/sessionSettings.js";
import type { Setting, SettingsByName } from "../src/config/settings/setting.js";
import { telemetrySettings } from "../src/config/settings/telemetrySettings.js";
import { tenantSettings } from "../src/config/settings/tenantSettings.js";

/** Where the tables of the settings stand, between two marks. */
export const tableFile = "docs/configuration.md";
export const sampleFile = ".env.sample";

const marks = { begin: "<!-- settings: written by npm run docs -->", end: "<!-- end of the settings -->" };

const sections: Readonly<Record<string, SettingsByName>> = {
  "The tenant": tenantSettings,
  "The credential": credentialSettings,
  Addresses: addressSettings,
  "Signing in and sessions": sessionSettings,
  "The process and its instances": processSettings,
  Telemetry: telemetrySettings,
};

/**
 * Puts the tables of the settings into a text in Markdown.
 *
 * @throws Error if the text has no marks for them.
 */
export function withTables(markdown: string): string {
  const [before, rest] = markdown.split(marks.begin);
  const after = rest?.split(marks.end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`${tableFile} has no place for the settings: ${marks.begin} and ${marks.end}`);
  }
  const tables = Object.entries(sections).map(([title, settings]) => `### ${title}\n\n${tableOf(settings)}`);
  return [before + marks.begin, ...tables, marks.end + after].join("\n\n");
}

function tableOf(settings: SettingsByName): string {
  const rows = Object.entries(settings).map(([name, setting]) =>
    ["|", `\`${name}\``, "|", shownDefault(setting), "|", setting.description, "|"].filter(Boolean).join(" "),
  );
  return ["| setting | default | what it is |", "|---|---|---|", ...rows].join("\n");
}

function shownDefault({ default: value, whenUnset }: Setting): string {
  return [value === undefined ? "" : `\`${value}\``, whenUnset].filter(Boolean).join(" ");
}

const introduction = `# Copy this file to .env and fill it in. A line that is empty or still says Enter_the_… counts as not set.
# Keep comments on lines of their own, as Docker and systemd want them. A value with a # in it needs quotes.
# Without a tenant (CLIENT_ID, and TENANT_SUBDOMAIN or AUTHORITY), npm start runs an emulated one.
# To change this file, change src/config/settings and run npm run docs.`;

const examples = "# The rest is optional. Each line is an example: remove its #, and change the value.";

/** Writes `.env.sample`: first what everybody fills in, then an example of each other setting. */
export function sample(): string {
  const isToFillIn = ([, { placeholder }]: Entry) => placeholder !== undefined;
  const all = Object.entries(sections).map(([title, settings]) => ({
    title,
    entries: Object.entries(settings),
  }));
  const toFillIn = all.flatMap(({ entries }) => entries.filter(isToFillIn).map(sampleLines));
  const others = all.flatMap(({ title, entries }) => [
    `# --- ${title} ---`,
    ...entries.filter((entry) => !isToFillIn(entry)).map(sampleLines),
  ]);
  return `${[introduction, ...toFillIn, examples, ...others].join("\n\n")}\n`;
}

type Entry = readonly [name: string, Setting];

function sampleLines([name, setting]: Entry): string {
  const { description, example, placeholder } = setting;
  const value = shownDefault(setting);
  return [
    asComment(description),
    ...(value ? [asComment(`Default: ${value}`)] : []),
    placeholder === undefined ? `#${name}=${example}` : `${name}=${placeholder}`,
  ].join("\n");
}

/** Breaks a text in Markdown into the lines of a comment, each command on one line. */
function asComment(markdown: string): string {
  const unbroken = "\u00a0";
  const text = markdown.replace(/`([^`]*)`/g, (_code, inside: string) => inside.replaceAll(" ", unbroken));
  const lines = text.replace(/(.{1,116})(?: |$)/g, "# $1\n").trimEnd();
  return lines.replaceAll(unbroken, " ");
}
