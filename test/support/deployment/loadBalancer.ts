import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { inject, vi } from "vitest";
import { patience } from "../time/patience.js";
import { instanceHeader } from "../visitors/customer.js";

/** A server behind the load balancer. */
interface Backend {
  readonly name: string;
  readonly port: number;
}

/** A real HAProxy: each request goes to the next instance, whoever sends it. */
export class LoadBalancer {
  readonly #statusPort: number;
  readonly #folder = mkdtempSync(path.join(tmpdir(), "haproxy-"));
  readonly #process: ChildProcess;
  readonly #ended: Promise<string>;

  private constructor(port: number, statusPort: number, backends: readonly Backend[]) {
    this.#statusPort = statusPort;
    const file = path.join(this.#folder, "haproxy.cfg");
    writeFileSync(file, configuration(port, statusPort, backends));
    const child = spawn(inject("haproxyPath"), ["-db", "-f", file], { stdio: ["ignore", "ignore", "pipe"] });
    this.#process = child;
    this.#ended = Promise.all([once(child, "close"), text(child.stderr)]).then(([, errors]) => errors);
  }

  /** Starts on these ports; resolves when it has found every instance ready. */
  static async start(
    { port, statusPort }: { port: number; statusPort: number },
    backends: readonly Backend[],
  ): Promise<LoadBalancer> {
    const balancer = new LoadBalancer(port, statusPort, backends);
    const ready = Promise.all(backends.map(({ name }) => balancer.hasFoundReady(name)));
    const ended = balancer.#ended.then((errors) => Promise.reject(new Error(`HAProxy ended: ${errors}`)));
    try {
      await Promise.race([ready, ended]);
    } catch (error) {
      await balancer.close();
      throw error;
    }
    ended.catch(() => undefined);
    return balancer;
  }

  /** Resolves when an instance gets requests because its health check has passed. */
  async hasFoundReady(name: string): Promise<void> {
    await this.#hasFound(name, /^UP,.*L7OK$/);
  }

  /** Resolves when an instance gets no more requests because its health check has failed. */
  async hasFoundAway(name: string): Promise<void> {
    await this.#hasFound(name, /^DOWN,/);
  }

  /** How many requests of customers it has answered with each class of status, such as `2xx`. */
  async answered(): Promise<Record<string, number>> {
    const rows = await this.#statistics();
    const customers =
      rows.find(({ pxname, svname }) => pxname === "customers" && svname === "FRONTEND") ?? {};
    const classes = Object.entries(customers).filter(([name, count]) => /^hrsp_/.test(name) && count !== "0");
    return Object.fromEntries(classes.map(([name, count]) => [name.replace("hrsp_", ""), Number(count)]));
  }

  async close(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#ended;
    rmSync(this.#folder, { recursive: true });
  }

  async #hasFound(name: string, state: RegExp): Promise<void> {
    await vi.waitFor(
      async () => {
        const rows = await this.#statistics();
        const row = rows.find(({ pxname, svname }) => pxname === "ready" && svname === name);
        const found = `${row?.status},${row?.check_status}`;
        if (!state.test(found)) {
          throw new Error(`HAProxy has found of ${name}: ${found}`);
        }
      },
      { timeout: patience, interval: 50 },
    );
  }

  /** A row for each frontend, backend and server (HAProxy's management guide, section 9.1). */
  async #statistics(): Promise<Record<string, string>[]> {
    const response = await fetch(`http://127.0.0.1:${this.#statusPort}/;csv`);
    const [header = [], ...rows] = (await response.text())
      .replace(/^# /, "")
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ""])));
  }
}

/**
 * As an operator would write it. An instance that says it is not ready gets no requests. If none is ready, as when
 * Redis is away, those that live get them all the same: they say in a page what is the matter.
 */
function configuration(port: number, statusPort: number, backends: readonly Backend[]): string {
  const servers = backends.map(({ name, port }) => `  server ${name} 127.0.0.1:${port}`).join("\n");
  return `
defaults
  mode http
  balance roundrobin
  option forwardfor
  option redispatch 1
  retries 3
  timeout connect 30s
  timeout client 2m
  timeout server 2m
  timeout check 30s
  timeout http-keep-alive 10m
  default-server check inter 500ms fall 1 rise 1
frontend customers
  bind 127.0.0.1:${port}
  http-request set-header X-Forwarded-Proto https
  http-response set-header ${instanceHeader} %s
  use_backend ready if { nbsrv(ready) gt 0 }
  default_backend alive
frontend status
  bind 127.0.0.1:${statusPort}
  stats enable
  stats uri /
backend ready
  option httpchk GET /readyz
${servers}
backend alive
  option httpchk GET /healthz
${servers}
`;
}
