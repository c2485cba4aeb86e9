import { setTimeout as delay } from "node:timers/promises";
import axios, { type AxiosRequestConfig } from "axios";
import type { TenantStub } from "../tenant/tenantStub.js";
import { CookieJar } from "./cookieJar.js";

/** Where the app is found, and who signs its customers in. */
interface Site {
  readonly url: string;
  readonly tenant: TenantStub;
}

/** The header in which the load balancer names the instance that answered. */
export const instanceHeader = "X-Instance";

/** Milliseconds, so that the load is that of people, and leaves CPU time to the app and to other tests. */
const lookingTime = 300;

/** What a request was answered with, and by which instance. */
export interface Answer {
  readonly request: string;
  readonly status: number;
  readonly instance: string | null;
  readonly headers: Headers;
  readonly html: string;
}

/** Somebody with a browser and a name of their own, who signs in step by step. A step that fails throws. */
export class Customer {
  /** In the order of the requests. */
  readonly answers: Answer[] = [];
  readonly #site: Site;
  readonly #jar = new CookieJar();
  #response: Readonly<Record<string, string>> = {};

  constructor(
    site: Site,
    readonly name: string,
  ) {
    this.#site = site;
  }

  async signIn(): Promise<void> {
    await this.goToTenant();
    await this.comeBack();
    await this.finish();
  }

  /** Asks the app to sign in, and does so at the tenant. */
  async goToTenant(): Promise<void> {
    const { tenant } = this.#site;
    const { headers } = expectStatus(302, await this.open("/auth/signin"));
    this.#response = tenant.authorize(headers.get("location") ?? "", (claims) =>
      tenant.sign({ ...claims, sub: `subject of ${this.name}`, sid: `sid of ${this.name}`, name: this.name }),
    );
  }

  /** Gets these fields from the tenant in place of a code. */
  isTurnedAway(fields: Readonly<Record<string, string>>): void {
    const { state = "" } = this.#response;
    this.#response = { state, ...fields };
  }

  /** Takes the time that somebody takes at the tenant. */
  async pause(): Promise<void> {
    await delay(lookingTime);
  }

  /** Comes from the tenant's site with its response: without cookies, and so to the page that posts it once more. */
  async comeBack(): Promise<void> {
    expectStatus(200, await this.#post({ cookies: false }));
  }

  /** Lets that page post the response. */
  async finish(): Promise<void> {
    expectStatus(200, await this.tryToFinish());
  }

  tryToFinish(): Promise<Answer> {
    return this.#post({ cookies: true });
  }

  /** Looks at the home page, which greets by name those who are signed in. */
  async seesOwnName(): Promise<boolean> {
    const { html } = expectStatus(200, await this.open("/"));
    return html.includes(`<h1>Hello, ${this.name}</h1>`);
  }

  /** Signs out in another app of the tenant, which lets the browser tell this one, without its cookies. */
  async reportSignOut(): Promise<void> {
    const sid = encodeURIComponent(`sid of ${this.name}`);
    expectStatus(200, await this.#send(`/auth/frontchannel-logout?sid=${sid}`, {}));
  }

  /** Any page. */
  open(path: string): Promise<Answer> {
    return this.#send(path, { headers: { cookie: this.#jar.headerFor(path) } });
  }

  /** Any page, before the customer goes on to another. */
  async lookAt(path: string): Promise<Answer> {
    const answer = await this.open(path);
    await this.pause();
    return answer;
  }

  #post({ cookies }: { cookies: boolean }): Promise<Answer> {
    const path = "/auth/redirect";
    const body = new URLSearchParams({ ...this.#response, ...(cookies && { reposted: "1" }) });
    return this.#send(path, {
      method: "POST",
      headers: cookies ? { cookie: this.#jar.headerFor(path) } : {},
      data: body,
    });
  }

  async #send(path: string, options: AxiosRequestConfig): Promise<Answer> {
    // Fetch says of itself that it is a script, which the app sends nowhere.
    const response = await axios.request<string>({
      ...options,
      url: this.#site.url + path,
      headers: { accept: "text/html", ...options.headers },
      maxRedirects: 0,
      responseType: "text",
      validateStatus: () => true,
    });
    const html = response.data;
    const headers = new Headers(
      Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
    );
    this.#jar.store(response.headers["set-cookie"] ?? []);
    const answer = {
      request: `${options.method ?? "GET"} ${path}`,
      status: response.status,
      instance: headers.get(instanceHeader),
      headers,
      html,
    };
    this.answers.push(answer);
    return answer;
  }
}

function expectStatus(status: number, answer: Answer): Answer {
  if (answer.status !== status) {
    const title = /<h1>(.*)<\/h1>/.exec(answer.html)?.[1] ?? answer.html;
    throw new Error(`${answer.request} was answered with ${answer.status} by ${answer.instance}: ${title}`);
  }
  return answer;
}
