import { freePort, type ServerProcess, startServer } from "../process/startServer.js";

/** Settings by name. */
export type Environment = Readonly<Record<string, string>>;

/** Starts the app as a process with these settings. */
export type StartProcess = (environment: Environment) => ServerProcess;

/** One of several processes of the app. It can end, and start again where it was. */
export class Instance {
  #process: ServerProcess | undefined;
  /** The log of the last process that has ended. */
  log = "";

  private constructor(
    readonly name: string,
    readonly port: number,
    private environment: Environment,
    private readonly startProcess: StartProcess,
  ) {}

  /** Chooses a free port for an instance that has not started yet. */
  static async prepare(
    name: string,
    environment: Environment,
    startProcess: StartProcess = (environment) => startServer({ environment }),
  ): Promise<Instance> {
    return new Instance(name, await freePort(), environment, startProcess);
  }

  /** Starts it with the settings that it had, but for these. */
  async start(changes: Environment = {}): Promise<void> {
    this.environment = { ...this.environment, ...changes };
    const address = { HOST: "127.0.0.1", PORT: String(this.port) };
    this.#process = this.startProcess({ ...this.environment, ...address });
    await this.#process.printed("The app has started");
  }

  /** Resolves when its log has this text. */
  async printed(text: string): Promise<void> {
    await this.#process?.printed(text);
  }

  /** Returns the exit code, which is null where the signal itself has ended the process. */
  async stop(signal: NodeJS.Signals): Promise<number | null | undefined> {
    this.#process?.stop(signal);
    const ended = await this.#process?.ended;
    this.log = ended?.output ?? "";
    return ended?.code;
  }
}
