export interface BrowserOptions {
  /** False for a person who has switched scripts off. */
  readonly scripts?: boolean;
  /** True for tests that go Back and Forward to pages that the browser has kept in memory. */
  readonly pagesFromMemory?: boolean;
}

/** A browser's program, which is one person's browser after the other's. */
export interface BrowserProgram {
  open(options: BrowserOptions): Promise<Browser>;
  /** Ends its processes. */
  close(): Promise<void>;
}

/** A person's browser: it starts with no cookies, and keeps pages for Back and Forward as its users have it. */
export interface Browser {
  newTab(): Promise<Tab>;
  /** Closes its tabs and forgets its cookies. */
  close(): Promise<void>;
}

/** A tab. What is looked for on its page is named by XPath, which all browsers take, scripts or none. */
export interface Tab {
  /** Each of these returns when the browser has left the page before. */
  goto(url: string): Promise<void>;
  back(): Promise<void>;
  forward(): Promise<void>;
  reload(): Promise<void>;
  /** What the first such element says; throws, as the following do, where the page has none. */
  text(xpath: string): Promise<string>;
  click(xpath: string): Promise<void>;
  type(xpath: string, text: string): Promise<void>;
  url(): Promise<string>;
}
