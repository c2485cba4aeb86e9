interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** The cookies of one browser at one host, as far as tests need them: names, values, paths and deletion. */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  store(setCookieHeaders: readonly string[]): void {
    for (const header of setCookieHeaders) {
      const [pair = "", ...attributes] = header.split(";").map((part) => part.trim());
      const separator = pair.indexOf("=");
      const name = pair.slice(0, separator);
      const value = pair.slice(separator + 1);
      const path = attributeValue(attributes, "path") ?? "/";
      const expires = attributeValue(attributes, "expires");
      const key = `${name} ${path}`;
      if (expires !== undefined && Date.parse(expires) <= Date.now()) {
        this.#cookies.delete(key);
      } else {
        this.#cookies.set(key, { value, path });
      }
    }
  }

  headerFor(path: string): string {
    return [...this.#cookies]
      .filter(
        ([, cookie]) => cookie.path === "/" || path === cookie.path || path.startsWith(`${cookie.path}/`),
      )
      .map(([key, cookie]) => `${key.split(" ")[0]}=${cookie.value}`)
      .join("; ");
  }
}

function attributeValue(attributes: readonly string[], name: string): string | undefined {
  const prefix = `${name}=`;
  return attributes.find((attribute) => attribute.toLowerCase().startsWith(prefix))?.slice(prefix.length);
}
