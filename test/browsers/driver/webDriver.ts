import * as z from "zod";
import { patience } from "../../support/time/patience.js";

const answerSchema = z.object({ value: z.unknown() });
const errorSchema = z.object({ error: z.string(), message: z.string() });

/** Sends commands to a driver. @see https://www.w3.org/TR/webdriver2/#endpoints */
export class WebDriver {
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  /** The same driver, for commands under a path. */
  under(path: string): WebDriver {
    return new WebDriver(this.#base + path);
  }

  /** Gives what the command results in; throws what the driver says against it, or that it says nothing for so long. */
  async send<T>(
    method: "GET" | "POST" | "DELETE",
    path: string,
    result: z.ZodType<T>,
    parameters: object = {},
    milliseconds = patience,
  ): Promise<T> {
    const body = method === "POST" ? { body: JSON.stringify(parameters) } : {};
    // The driver closes connections that it has said to keep.
    const headers = { Connection: "close" };
    const signal = AbortSignal.timeout(milliseconds);
    const response = await fetch(this.#base + path, { method, headers, signal, ...body });
    const { value } = answerSchema.parse(await response.json());
    if (!response.ok) {
      const { error, message } = errorSchema.parse(value);
      throw new Error(`${error}: ${message}`);
    }
    return result.parse(value);
  }
}
