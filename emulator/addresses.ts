/** What the emulator is reached by: http, https at names of this machine, or https under the names of Entra too. */
export type Scheme = "http" | "https" | "ciamlogin";

/** Where a tenant is found. */
export interface Addresses {
  readonly port: number;
  readonly url: string;
  readonly host: string;
  readonly authority: string;
  readonly issuer: string;
  /** The authority at Entra's own host, if it answers there. */
  readonly ciamlogin?: string;
  /** The origin that answers name, by the `Host` that was asked. Nothing is answered under another one. */
  readonly origins: ReadonlyMap<string, string>;
}

/** What the hosts of a tenant are made of. */
export interface TenantHostNames {
  readonly id: string;
  readonly domain: string;
}

/** The hosts of a tenant in Entra: the one that people see, and that of its issuer. */
export function ciamloginHosts({ id, domain }: TenantHostNames) {
  const [subdomain = ""] = domain.split(".");
  return { people: `${subdomain}.ciamlogin.com`, issuer: `${id}.ciamlogin.com` };
}

/** The names that the certificate of an emulator is for. */
export function certificateNames(names: TenantHostNames, scheme: Scheme): string[] {
  const { people, issuer } = ciamloginHosts(names);
  return ["localhost", `${names.id}.localhost`, ...(scheme === "ciamlogin" ? [people, issuer] : [])];
}

/**
 * An external tenant signs its tokens with a host made of its tenant id, while people reach it under another host.
 * The same holds here, so that an app which expects the two to be equal fails at the developer's desk.
 */
export function addressesOf(port: number, names: TenantHostNames, scheme: Scheme): Addresses {
  const issuerHost = `${names.id}.localhost`;
  if (scheme === "http") {
    // URLs leave the port 80 out, and so do clients.
    const { host, origin } = new URL(`http://127.0.0.1:${port}`);
    const issuer = new URL(`http://${issuerHost}:${port}/${names.id}/v2.0`);
    const origins = new Map([host, issuer.host].map((own) => [own, origin]));
    return { port, host, url: origin, authority: `${origin}/${names.domain}`, issuer: issuer.href, origins };
  }
  const own = ["127.0.0.1", "localhost", issuerHost].map((name) => new URL(`https://${name}:${port}`));
  const { host, origin } = new URL(`https://localhost:${port}`);
  const shared = { port, host, url: origin, authority: `${origin}/${names.domain}` };
  if (scheme === "https") {
    const issuer = new URL(`https://${issuerHost}:${port}/${names.id}/v2.0`);
    return { ...shared, issuer: issuer.href, origins: originsByHost(own) };
  }
  const entra = ciamloginHosts(names);
  // Where the machine leads port 443, which ordinary users cannot listen on, to this one, browsers name no port.
  const mapped = [entra.people, entra.issuer].flatMap((name) =>
    [port, 443].map((named) => new URL(`https://${name}:${named}`)),
  );
  return {
    ...shared,
    issuer: `https://${entra.issuer}/${names.id}/v2.0`,
    ciamlogin: `https://${entra.people}/`,
    origins: originsByHost([...own, ...mapped]),
  };
}

function originsByHost(urls: readonly URL[]): ReadonlyMap<string, string> {
  return new Map(urls.map(({ host, origin }) => [host, origin]));
}
