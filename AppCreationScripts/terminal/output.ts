import { onOneLine } from "../../src/log/onOneLine.js";

/** The place where a command tells what it does. */
export interface Output {
  line(text: string): void;
  /** Shows under a title what is being done, until it has a result. */
  begin(title: string, doing: string): Progress;
}

/** Something under way. It ends once. */
export interface Progress {
  end(result: string): void;
}

/** A stream as commands write to it: a terminal, a pipe or a file. */
interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Plain lines; on a terminal what is under way is one line that moves. Line breaks and terminal escapes in a text, which
 * others may have written, are shown and not done.
 */
export function createOutput(stream: OutputStream): Output {
  const output = stream.isTTY ? terminalOutput(stream) : plainOutput(stream);
  return {
    line: (text) => output.line(onOneLine(text)),
    begin(title, doing) {
      const progress = output.begin(onOneLine(title), onOneLine(doing));
      return { end: (result) => progress.end(onOneLine(result)) };
    },
  };
}

/** Lines that are good in a file, in a log and for screen readers. */
export function plainOutput(stream: OutputStream): Output {
  const line = (text: string) => void stream.write(`${text}\n`);
  return {
    line,
    begin(title, doing) {
      line(`${title}: ${doing}`);
      return { end: (result) => line(`  ${result}`) };
    },
  };
}

const eraseLine = "\r\x1b[2K";
const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Milliseconds from one frame to the next. */
const frameTime = 100;

function terminalOutput(stream: OutputStream): Output {
  let underWay: string | undefined;
  let frame = 0;
  const draw = () => {
    if (underWay !== undefined) {
      const text = `${frames[frame % frames.length]} ${underWay}`;
      stream.write(eraseLine + text.slice(0, (stream.columns ?? 80) - 1));
    }
  };
  return {
    line(text) {
      stream.write(`${underWay === undefined ? "" : eraseLine}${text}\n`);
      draw();
    },
    begin(title, doing) {
      underWay = `${title}: ${doing}`;
      draw();
      const timer = setInterval(() => {
        frame += 1;
        draw();
      }, frameTime);
      return {
        end(result) {
          clearInterval(timer);
          underWay = undefined;
          stream.write(`${eraseLine}${title}: ${result}\n`);
        },
      };
    },
  };
}
