import { ErrorReply } from "redis";
import type { RedisCredentials, RedisUser } from "./redisCredentials.js";
import { redisFault } from "./redisFault.js";

/** One connection to Redis. */
interface Connection {
  /** False before it is made, and while it is lost. */
  readonly isReady: boolean;
  sendCommand(command: string[]): Promise<unknown>;
}

/**
 * Lets a connection go on as this user: commands before it are those of the user before, and later ones are this one's. A
 * connection that is lost, or not made yet, signs in when it is made.
 *
 * @throws if Redis refuses the user. The connection then stays as it was.
 */
export async function authenticate(connection: Connection, { username, password }: RedisUser): Promise<void> {
  if (!connection.isReady) {
    return;
  }
  try {
    await connection.sendCommand(["AUTH", username, password]);
  } catch (error) {
    if (error instanceof ErrorReply) {
      throw redisFault(error);
    }
  }
}

/**
 * Lets a connection that has just been made go on by what may have been renewed while it was made. It never rejects: if Redis
 * refuses it, the connection stands until its token expires, and then a new one says so.
 */
export async function authenticateByNewest(
  connection: Connection,
  credentials: RedisCredentials,
): Promise<void> {
  const authenticated = credentials.current().then((user) => authenticate(connection, user));
  await authenticated.catch(() => undefined);
}
