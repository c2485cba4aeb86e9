import { CookieJar } from "./cookieJar.js";
import { unescapeHtml } from "./html.js";

export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** The h1. */
  readonly heading: string;
  /** The texts of the elements with role="alert". */
  readonly alerts: readonly string[];
}

interface Button {
  readonly text: string;
  readonly action: string | undefined;
  /** What the form sends more when this button is pressed. */
  readonly fields: Readonly<Record<string, string>>;
}

interface Form {
  readonly action: string;
  readonly buttons: readonly Button[];
  readonly fields: Readonly<Record<string, string>>;
}

/** A browser without scripts for one site: follows redirects within it, keeps its cookies, fills in its forms. */
export class FormBrowser {
  readonly #origin: string;
  readonly #jar: CookieJar;

  /** `jar` is that of a browser which has been to other sites of the same host. */
  constructor(origin: string, jar = new CookieJar()) {
    this.#origin = origin;
    this.#jar = jar;
  }

  /** Ends on a page of the site, or with an address on another one that the browser was sent to. */
  async open(address: string): Promise<Page> {
    return this.#request(new URL(address, this.#origin));
  }

  async follow(page: Page, linkText: string): Promise<Page> {
    const link = [...page.html.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)].find(
      ([, , text]) => text === linkText,
    );
    if (!link?.[1]) {
      throw new Error(`The page "${page.heading}" has no link "${linkText}"`);
    }
    return this.open(unescapeHtml(link[1]));
  }

  /** Types into the form that has this button, and presses it. */
  async submit(page: Page, button: string, typed: Readonly<Record<string, string>> = {}): Promise<Page> {
    const { action, fields } = formWith(page, button);
    const body = new URLSearchParams({ ...fields, ...typed });
    return this.#request(new URL(action, page.url), body);
  }

  /** Presses a button, and goes nowhere: the first press of two. */
  async press(page: Page, button: string, typed: Readonly<Record<string, string>> = {}): Promise<void> {
    const { action, fields } = formWith(page, button);
    await this.#send(new URL(action, page.url), new URLSearchParams({ ...fields, ...typed }));
  }

  /** A form no page offers: `body` is sent as it stands. */
  async post(path: string, body: string): Promise<Page> {
    return this.#request(new URL(path, this.#origin), new URLSearchParams(body));
  }

  async #request(url: URL, body?: URLSearchParams): Promise<Page> {
    if (url.origin !== this.#origin) {
      return { url, status: 0, headers: new Headers(), html: "", heading: "", alerts: [] };
    }
    const response = await this.#send(url, body);
    const location = response.headers.get("location");
    if (location !== null) {
      await response.arrayBuffer();
      return this.#request(new URL(location, url));
    }
    const html = await response.text();
    return {
      url,
      html,
      status: response.status,
      headers: response.headers,
      heading: unescapeHtml(/<h1>([^<]*)<\/h1>/.exec(html)?.[1] ?? ""),
      alerts: [...html.matchAll(/role="alert">([^<]*)</g)].map(([, text = ""]) => unescapeHtml(text)),
    };
  }

  async #send(url: URL, body?: URLSearchParams): Promise<Response> {
    const response = await fetch(url, {
      method: body ? "POST" : "GET",
      headers: { cookie: this.#jar.headerFor(url.pathname), accept: "text/html" },
      redirect: "manual",
      ...(body ? { body } : {}),
    });
    this.#jar.store(response.headers.getSetCookie());
    return response;
  }
}

/** The one form of the page that has this button. */
export function formWith(
  page: Pick<Page, "html" | "heading">,
  button: string,
): { action: string; fields: Record<string, string> } {
  for (const form of formsOf(page)) {
    const pressed = form.buttons.find(({ text }) => text === button);
    if (pressed) {
      return { action: pressed.action ?? form.action, fields: { ...form.fields, ...pressed.fields } };
    }
  }
  throw new Error(`The page "${page.heading}" has no button "${button}"`);
}

function formsOf(page: Pick<Page, "html">): Form[] {
  return [...page.html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].map(([, attributes = "", content = ""]) => ({
    action: attribute(attributes, "action") ?? "",
    buttons: [...content.matchAll(/<button([^>]*)>([^<]*)<\/button>/g)].map(([, button = "", text = ""]) => ({
      text: unescapeHtml(text),
      action: attribute(button, "formaction"),
      fields: fieldOf(button),
    })),
    fields: Object.assign(
      {},
      ...[...content.matchAll(/<input([^>]*)>/g)].map(([, input = ""]) => fieldOf(input)),
    ),
  }));
}

function fieldOf(tag: string): Record<string, string> {
  const name = attribute(tag, "name");
  return name === undefined ? {} : { [name]: attribute(tag, "value") ?? "" };
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescapeHtml(value);
}
