import { type Agent, type RequestOptions, request } from "node:http";
import { CookieJar } from "../../support/visitors/cookieJar.js";
import { type Answer, answerTo } from "./answer.js";

/** How browsers find an app. */
export interface Address {
  readonly port: number;
  /** What browsers call it. If that is https:, they come through a proxy that ends TLS. */
  readonly origin: string;
}

/** A browser at one app that takes little of a core: it keeps cookies, and follows nothing by itself. */
export class Browser {
  readonly #app: Address;
  readonly #options: { agent: Agent; signal: AbortSignal };
  readonly #jar = new CookieJar();

  constructor(app: Address, options: { agent: Agent; signal: AbortSignal }) {
    this.#app = app;
    this.#options = options;
  }

  /** The Cookie header for the pages of the app. */
  get cookie(): string {
    return this.#jar.headerFor("/");
  }

  /** An address of the app, whole or from its path on. */
  open(address: string): Promise<Answer> {
    const { pathname, search } = new URL(address, this.#app.origin);
    return this.#send({ path: pathname + search, headers: { cookie: this.#jar.headerFor(pathname) } });
  }

  post(path: string, form: string): Promise<Answer> {
    return this.#post(path, form, { cookie: this.#jar.headerFor(path), origin: this.#app.origin });
  }

  /** From a page of another site comes no cookie along. */
  postFromOtherSite(path: string, form: string): Promise<Answer> {
    return this.#post(path, form, {});
  }

  #post(path: string, form: string, page: { cookie?: string; origin?: string }): Promise<Answer> {
    const headers = {
      ...page,
      "content-type": "application/x-www-form-urlencoded",
      "content-length": Buffer.byteLength(form),
    };
    return this.#send({ method: "POST", path, headers }, form);
  }

  async #send(options: RequestOptions, body?: string): Promise<Answer> {
    const address = { host: "127.0.0.1", port: this.#app.port };
    const headers = { ...options.headers, ...proxyHeaders(this.#app) };
    const answer = await answerTo(request({ ...options, ...this.#options, ...address, headers }), body);
    this.#jar.store(answer.setCookie);
    return answer;
  }
}

/** What a request has that comes through the proxy in front of the app. */
export function proxyHeaders({ origin }: Address): { host: string; "x-forwarded-proto": string } {
  const { host, protocol } = new URL(origin);
  return { host, "x-forwarded-proto": protocol.slice(0, -1) };
}
