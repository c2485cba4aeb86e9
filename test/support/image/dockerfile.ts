import { DockerfileParser } from "dockerfile-ast";
import * as z from "zod";

/** An instruction of a Dockerfile: `RUN` and what stands after it, on one line. */
export interface Instruction {
  readonly keyword: string;
  readonly content: string;
}

/** A part of a Dockerfile that begins with `FROM`. */
export interface Stage {
  /** Undefined for one that nothing can be copied from. */
  readonly name: string | undefined;
  /** The image, or the stage before, that it begins with. */
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

/** Returns the stages of a Dockerfile, in their order. */
export function stagesOf(dockerfile: string): Stage[] {
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    const keyword = instruction.getKeyword();
    const text = instruction.getTextContent().replace(/\\\n\s*/g, "");
    const content = text.replace(/^\S+\s+/, "");
    const last = stages.at(-1);
    if (keyword === "FROM") {
      const [, base = "", name] = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(content) ?? [];
      stages.push({ name, base, instructions: [] });
    } else if (last) {
      last.instructions.push({ keyword, content });
    } else {
      throw new Error(`${keyword} stands before the first FROM.`);
    }
  }
  return stages;
}

/** Returns a command that is written as an array, without a shell. */
export function commandOf(content: string): string[] {
  return z.array(z.string()).parse(JSON.parse(content));
}
