/** A program that sends its process a signal from within, in the middle of the step that writes this text. */
export function signalWhenItWrites(text: string, signal: NodeJS.Signals): string {
  return `
    const { write } = process.stdout;
    process.stdout.write = function (chunk, ...rest) {
      const written = write.call(this, chunk, ...rest);
      if (String(chunk).includes(${JSON.stringify(text)})) process.kill(process.pid, "${signal}");
      return written;
    };`;
}
