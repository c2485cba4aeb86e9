/** Says in a sentence why the app or the emulator could not start, and what to do. */
export function startFailure(error: unknown): string {
  if (!(error instanceof Error)) {
    return "The app could not start.";
  }
  const code = "code" in error ? error.code : undefined;
  const port = "port" in error ? error.port : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is taken: stop the program that uses it, or set PORT or EMULATOR_PORT to another.`;
    case "EACCES":
      return `Port ${port} may not be used by this account: set PORT or EMULATOR_PORT to 1024 or more.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
    case "EAFNOSUPPORT":
      return "HOST is not an address of this machine: set it to one, or leave it out.";
    case "ERR_MODULE_NOT_FOUND":
      return (
        "A package is missing: run npm ci. With --omit=dev there is no emulator, so configure a tenant; " +
        `with --omit=optional there is no key vault. (${error.message})`
      );
    default:
      return error.name === "ConfigError" ? error.message : (error.stack ?? error.message);
  }
}
