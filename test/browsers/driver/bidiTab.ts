import * as z from "zod";
import type { BidiConnection } from "./bidiConnection.js";
import type { Tab } from "./browser.js";

const createdSchema = z.object({ context: z.string() });
const nodesSchema = z.object({ nodes: z.array(z.object({ sharedId: z.string() })) });
const treeSchema = z.object({ contexts: z.tuple([z.object({ url: z.string() })]) });

/** High enough that nothing has to be scrolled into view before it is pressed. */
const viewport = { width: 1280, height: 3000 };

/** Opens a tab of a browser that speaks WebDriver BiDi. */
export async function openBidiTab(connection: BidiConnection): Promise<Tab> {
  const { context } = await connection.send("browsingContext.create", { type: "tab" }, createdSchema);
  await connection.send("browsingContext.setViewport", { context, viewport }, z.unknown());

  const find = async (xpath: string) => {
    const locator = { type: "xpath", value: xpath };
    const { nodes } = await connection.send("browsingContext.locateNodes", { context, locator }, nodesSchema);
    return nodes;
  };
  const act = (...actions: object[]) =>
    connection.send("input.performActions", { context, actions }, z.unknown());
  const click = async (xpath: string) => {
    const [element] = await find(xpath);
    if (!element) {
      throw new Error(`The page has no ${xpath}`);
    }
    const origin = { type: "element", element: { sharedId: element.sharedId } };
    const actions = [
      { type: "pointerMove", x: 0, y: 0, origin },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await act({ type: "pointer", id: "mouse", actions });
  };
  const traverse = (delta: number) =>
    connection.send("browsingContext.traverseHistory", { context, delta }, z.unknown());

  return {
    goto: async (url) =>
      void (await connection.send("browsingContext.navigate", { context, url, wait: "interactive" }, z.unknown())),
    back: async () => void (await traverse(-1)),
    forward: async () => void (await traverse(1)),
    reload: async () =>
      void (await connection.send("browsingContext.reload", { context, wait: "interactive" }, z.unknown())),
    has: async (xpath) => (await find(xpath)).length > 0,
    click,
    async type(xpath, text) {
      await click(xpath);
      const actions = [...text].flatMap((value) => ["keyDown", "keyUp"].map((type) => ({ type, value })));
      await act({ type: "key", id: "keyboard", actions });
    },
    async url() {
      const { contexts } = await connection.send("browsingContext.getTree", { root: context }, treeSchema);
      return contexts[0].url;
    },
  };
}
