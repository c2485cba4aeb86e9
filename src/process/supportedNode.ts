/** The oldest Node.js that the app runs on; package.json's `engines` says the same. */
const oldest = [20, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  process.stderr.write(`Node.js ${oldest.join(".")} or newer is needed; this is ${process.versions.node}.\n`);
  process.exit(1);
}
