import dotenv from "dotenv";
import { addFault, type Faults } from "../faults.js";
import { type SettingName, settingNames } from "../settings/settings.js";

/** A character of Unicode's private use area, which no value has. */
const standIn = "\uE000";

/**
 * A `#` that is hardly meant to begin a comment: it has no space before it. One after a closing quote does begin a comment,
 * and so does one in place of a value.
 */
const doubtful = /(?<=[^\s'"`=])#|(?<==)#(?=\S)/g;

/**
 * Finds values of an `.env` file that are not in quotes and end at a `#` of their own: dotenv takes the rest for a comment.
 *
 * @see https://github.com/motdotla/dotenv#comments
 */
export function findCutValues(text: string, isUsed: (name: SettingName) => boolean, faults: Faults): void {
  const values = dotenv.parse(text);
  const whole = dotenv.parse(text.replaceAll(doubtful, standIn));
  for (const name of settingNames) {
    if (isUsed(name) && whole[name]?.replaceAll(standIn, "#") !== values[name]) {
      addFault(faults, name, "ends at a # in .env: put the value in quotes, or a space before the comment");
    }
  }
}
