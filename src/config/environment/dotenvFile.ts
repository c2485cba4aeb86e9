import path from "node:path";
import dotenv from "dotenv";
import { settingNames, settingOf } from "../settings/settings.js";
import { readDotenv } from "./readDotenv.js";

/** An `.env` file. */
export interface DotenvFile {
  readonly text: string;
  /** Its settings. Relative paths begin at its folder. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Returns the `.env` of the folder in which the app was started, or else of the app's own folder; undefined if neither has
 * one.
 *
 * @throws Error that says why it cannot be read.
 */
export function findDotenv(warnings: string[], appFolder: string): DotenvFile | undefined {
  const folder = process.cwd();
  const here = readDotenv(path.join(folder, ".env"));
  const own = path.relative(folder, appFolder) === "" ? undefined : readDotenv(path.join(appFolder, ".env"));
  if (here === undefined) {
    return own === undefined ? undefined : { text: own, values: withPathsFrom(appFolder, dotenv.parse(own)) };
  }
  const values = dotenv.parse(here);
  const names = Object.keys(values);
  if (own !== undefined && names.length > 0 && !settingNames.some((name) => names.includes(name))) {
    warnings.push(
      `.env in ${folder} sets nothing of this app, and the app's own in ${appFolder} is not read: start the app there.`,
    );
  }
  return { text: here, values };
}

function withPathsFrom(folder: string, values: Record<string, string>): Record<string, string> {
  const paths = settingNames.filter((name) => settingOf(name).freeText === "path");
  const moved = paths.flatMap((name) => (values[name] ? [[name, path.resolve(folder, values[name])]] : []));
  return { ...values, ...Object.fromEntries(moved) };
}
