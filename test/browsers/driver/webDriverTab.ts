import * as z from "zod";
import type { Tab } from "./browser.js";
import { eventually } from "./waiting.js";
import type { WebDriver } from "./webDriver.js";

/** The property that holds the id of an element (WebDriver, section 12.1). */
const elementKey = "element-6066-11e4-a52e-4f735466cecf";
const elementSchema = z.object({ [elementKey]: z.string() }).transform((element) => element[elementKey]);
const tabSchema = z.object({ handle: z.string() });

/** Milliseconds for a look at a page: one at a page that just makes room for another can be lost, and is made again. */
const patience = 5_000;

/** Lets commands to a driver go one after the other, each to the tab that it is for. */
type InTurn = <T>(handle: string, commands: () => Promise<T>) => Promise<T>;

export function createTurns(driver: WebDriver): InTurn {
  let before: Promise<unknown> = Promise.resolve();
  let current = "";
  return (handle, commands) => {
    const turn = before.then(async () => {
      if (handle !== current) {
        await driver.send("POST", "/window", z.unknown(), { handle });
        current = handle;
      }
      return commands();
    });
    before = turn.catch(() => undefined);
    return turn;
  };
}

/** Opens a tab of a browser that speaks WebDriver. */
export async function openWebDriverTab(driver: WebDriver, inTurn: InTurn): Promise<Tab> {
  const { handle } = await driver.send("POST", "/window/new", tabSchema, { type: "tab" });

  const find = (xpath: string) =>
    driver.send("POST", "/element", elementSchema, { using: "xpath", value: xpath }, patience);

  const isThere = (element: string) =>
    driver.send("GET", `/element/${element}/name`, z.string(), {}, patience).then(
      () => true,
      () => false,
    );

  const leave = async (path: string, parameters = {}) => {
    const root = await inTurn(handle, async () => {
      const html = await find("/html");
      await driver.send("POST", path, z.unknown(), parameters);
      return html;
    });
    await eventually(async () => {
      if (await inTurn(handle, () => isThere(root))) {
        throw new Error("The page before is still there.");
      }
    });
  };

  const act = (xpath: string, action: string, parameters = {}) =>
    inTurn(handle, async () => {
      await driver.send("POST", `/element/${await find(xpath)}/${action}`, z.unknown(), parameters);
    });

  return {
    goto: (url) => leave("/url", { url }),
    back: () => leave("/back"),
    forward: () => leave("/forward"),
    reload: () => leave("/refresh"),
    text: (xpath) =>
      inTurn(handle, async () =>
        driver.send("GET", `/element/${await find(xpath)}/text`, z.string(), {}, patience),
      ),
    click: (xpath) => act(xpath, "click"),
    type: (xpath, text) => act(xpath, "value", { text }),
    url: () => inTurn(handle, () => driver.send("GET", "/url", z.string())),
  };
}
