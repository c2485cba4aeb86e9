import type { Step } from "../Step.js";
import type { Application } from "./makeApplication.js";

interface NoteRequest {
  readonly application: Application;
  /** Writes the application's id into `.env`. */
  readonly save: () => Promise<void>;
}

/** Notes in `.env` which application this project has, so that the next run knows it, whatever fails from here on. */
export const noteApplication: Step<NoteRequest, undefined> = {
  title: "Settings",
  doing: "writing the application's id to .env",
  // Files of one's own need no privilege.
  permissions: [],
  roles: [],
  async run({ application: { appId }, save }) {
    await save();
    return { done: `wrote ${appId}`, result: undefined };
  },
};
