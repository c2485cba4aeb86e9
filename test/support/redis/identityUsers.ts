import { randomUUID } from "node:crypto";
import { createClient } from "redis";
import type { RedisUser } from "../../../src/session/redis/redisCredentials.js";
import type { RedisServer } from "./redisServer.js";

type Admin = Awaited<ReturnType<typeof connectAdmin>>;

/** A connection that a node has. */
interface ConnectionAtNode {
  readonly id: string;
  readonly user: string;
}

/**
 * The users of a Redis that knows an identity by its tokens, as Azure's does. Nobody else gets in but who looks on. Each token
 * is that of a user of its own, unless the test names one: so Redis itself ends the connections whose token has expired.
 */
export class IdentityUsers {
  readonly #admins: readonly Admin[];
  #known: RedisUser[] = [];

  private constructor(admins: readonly Admin[]) {
    this.#admins = admins;
  }

  static async of(nodes: readonly RedisServer[]): Promise<IdentityUsers> {
    return new IdentityUsers(await Promise.all(nodes.map(connectAdmin)));
  }

  /** A new token, which Redis takes from now on; a token before it of the same user it takes no more. */
  async issue(username: string = randomUUID()): Promise<RedisUser> {
    const user = { username, password: randomUUID() };
    await this.admit(user);
    return user;
  }

  async admit(user: RedisUser): Promise<void> {
    const rights = ["on", "resetpass", `>${user.password}`, "allkeys", "allchannels", "+@all"];
    await this.ask("ACL", "SETUSER", user.username, ...rights);
    this.#known.push(user);
  }

  /** Lets all tokens expire but the newest, and ends the connections that live by them. */
  async expireOlder(): Promise<void> {
    const older = this.#known.splice(0, this.#known.length - 1).map(({ username }) => username);
    await this.ask("ACL", "DELUSER", ...older);
  }

  /** The app's connections, of each node. */
  async connections(): Promise<readonly (readonly ConnectionAtNode[])[]> {
    const lists = await this.ask("CLIENT", "LIST", "TYPE", "normal");
    return lists.map((list) =>
      list
        .trim()
        .split("\n")
        .map((line) => ({ id: fieldOf(line, "id"), user: fieldOf(line, "user") }))
        .filter(({ user }) => user !== "default"),
    );
  }

  /** What each node answers. */
  ask(...command: string[]): Promise<readonly string[]> {
    return Promise.all(this.#admins.map(async (admin) => String(await admin.sendCommand(command))));
  }

  close(): void {
    for (const admin of this.#admins) {
      admin.destroy();
    }
  }
}

async function connectAdmin({ url }: RedisServer) {
  const admin = await createClient({ url }).connect();
  await admin.sendCommand(["CONFIG", "SET", "requirepass", randomUUID()]);
  return admin;
}

function fieldOf(line: string, name: string): string {
  return new RegExp(`(?:^| )${name}=(\\S*)`).exec(line)?.[1] ?? "";
}
