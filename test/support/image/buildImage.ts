import { execFile } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { copyFromContext, copyFromStage } from "./copyFiles.js";
import { commandOf, type Instruction, stagesOf } from "./dockerfile.js";
import { install } from "./install.js";

/** What a stage has made so far. The last one is the image. */
export interface Image {
  /** The folder that is `/` in a container. The files of the base image are not in it. */
  readonly root: string;
  workingFolder: string;
  environment: Readonly<Record<string, string>>;
  user: string | undefined;
  healthCheck: readonly string[];
  entrypoint: readonly string[];
  command: readonly string[];
}

interface Build {
  /** The folder that the Dockerfile stands in. */
  readonly context: string;
  readonly stages: ReadonlyMap<string, Image>;
}

/**
 * Does what the Dockerfile of a project says, stage by stage, each in an empty folder below `folder`. No container engine
 * takes part, so programs are those of this machine, and only relative paths may stand in `RUN`. Packages are those that
 * `npm ci` has installed in the project.
 *
 * @throws Error if an instruction fails, or is none that this knows.
 */
export async function buildImage(context: string, folder: string): Promise<Image> {
  const stages = new Map<string, Image>();
  let image: Image | undefined;
  for (const [number, stage] of stagesOf(readFileSync(path.join(context, "Dockerfile"), "utf8")).entries()) {
    const name = stage.name ?? String(number);
    image = beginWith(stages.get(stage.base), path.join(folder, name));
    stages.set(name, image);
    for (const instruction of stage.instructions) {
      await follow(instruction, image, { context, stages });
    }
  }
  if (!image) {
    throw new Error("The Dockerfile has no stage.");
  }
  return image;
}

function beginWith(base: Image | undefined, root: string): Image {
  mkdirSync(root);
  if (!base) {
    return {
      root,
      workingFolder: "/",
      environment: {},
      user: undefined,
      healthCheck: [],
      entrypoint: [],
      command: [],
    };
  }
  copyFromStage(base.root, ["."], root);
  return { ...base, root };
}

async function follow({ keyword, content }: Instruction, image: Image, build: Build): Promise<void> {
  switch (keyword) {
    case "WORKDIR":
      image.workingFolder = path.posix.resolve(image.workingFolder, content);
      mkdirSync(path.join(image.root, image.workingFolder), { recursive: true });
      return;
    case "ENV": {
      const [, name = "", value = ""] = /^(\w+)=(\S*)$/.exec(content) ?? [];
      image.environment = { ...image.environment, [name]: value };
      return;
    }
    case "USER":
      image.user = content;
      return;
    case "COPY":
      return copy(content, image, build);
    case "RUN":
      return run(content, image);
    case "HEALTHCHECK":
      image.healthCheck = commandOf(content.replace(/^.*?\bCMD\s+/, ""));
      return;
    case "ENTRYPOINT":
      image.entrypoint = commandOf(content);
      return;
    case "CMD":
      image.command = commandOf(content);
      return;
    case "EXPOSE":
      return;
    default:
      throw new Error(`What ${keyword} does is not known here.`);
  }
}

function copy(content: string, { root, workingFolder }: Image, { context, stages }: Build): void {
  const words = content.split(/\s+/);
  const [, from] = /^--from=(\S+)$/.exec(words[0] ?? "") ?? [];
  const sources = words.slice(from === undefined ? 0 : 1, -1);
  const last = words.at(-1) ?? "";
  const target = path.join(root, workingFolder, last);
  if (from === undefined) {
    copyFromContext(context, sources, target);
    return;
  }
  const stage = stages.get(from);
  if (!stage) {
    throw new Error(`COPY names the stage ${from}, which there is not.`);
  }
  copyFromStage(stage.root, sources, target);
}

async function run(command: string, { root, workingFolder, environment }: Image): Promise<void> {
  const cwd = path.join(root, workingFolder);
  if (!install(command, cwd)) {
    const { PATH, HOME } = process.env;
    await promisify(execFile)("sh", ["-c", command], { cwd, env: { PATH, HOME, ...environment } });
  }
}
