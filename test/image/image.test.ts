import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { productionEnvironment } from "../support/app/environments.js";
import { CertificateAuthority } from "../support/credentials/certificates.js";
import { buildImage, type Image } from "../support/image/buildImage.js";
import { packagesOfProduction } from "../support/image/install.js";
import { runInContainer, startContainer } from "../support/image/startContainer.js";
import { freePort, projectFile } from "../support/process/startServer.js";
import { TenantStub } from "../support/tenant/tenantStub.js";
import { Customer } from "../support/visitors/customer.js";

const sourceMap = z.object({ sources: z.array(z.string()), sourcesContent: z.unknown().optional() });
const forProduction = packagesOfProduction();

/** Outside the project, because Node.js would else find the project's packages. */
const folder = mkdtempSync(path.join(tmpdir(), "image-"));
let image: Image;

beforeAll(async () => {
  image = await buildImage(projectFile("."), folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a container of the image", () => {
  test("signs somebody in and writes nothing, is healthy until SIGTERM ends it, and then exits with 0", async () => {
    const before = filesIn(image);
    const authority = await CertificateAuthority.create();
    const authorityFile = path.join(folder, "authority.pem");
    writeFileSync(authorityFile, authority.certificate);
    const tenant = await TenantStub.start(await authority.issue());
    onTestFinished(() => tenant.close());
    const PORT = String(await freePort());
    const url = `http://localhost:${PORT}`;
    const { CLIENT_ID, CLIENT_SECRET, EXPRESS_SESSION_SECRET } = productionEnvironment;
    const container = startContainer(image, {
      PORT,
      AUTHORITY: tenant.authority,
      CLIENT_ID,
      CLIENT_SECRET,
      EXPRESS_SESSION_SECRET,
      REDIRECT_URI: `${url}/auth/redirect`,
      NODE_EXTRA_CA_CERTS: authorityFile,
    });
    onTestFinished(() => container.stop("SIGKILL"));
    await container.printed("The app has started");
    expect(await runInContainer(image, image.healthCheck, { PORT })).toBe(0);

    const customer = new Customer({ url, tenant }, "Ada");
    await customer.signIn();
    expect(await customer.seesOwnName()).toBe(true);
    for (const file of ["/stylesheets/app.css", "/stylesheets/pico.min.css", "/scripts/repost.js"]) {
      expect((await fetch(url + file)).status, file).toBe(200);
    }

    container.stop("SIGTERM");
    expect((await container.ended).code).toBe(0);
    expect(filesIn(image)).toEqual(before);
    expect(await runInContainer(image, image.healthCheck, { PORT })).not.toBe(0);
  });

  test.each([
    ["the key vault", ["@azure/identity", "@azure/keyvault-secrets"]],
    ["Application Insights", ["@azure/monitor-opentelemetry-exporter"]],
  ])("has the optional packages that %s needs", async (_what, packages) => {
    const program = packages.map((name) => `import "${name}";`).join("");
    expect(await runInContainer(image, ["/nodejs/bin/node", "--input-type=module", "-e", program], {})).toBe(
      0,
    );
  });

  test("has no emulator to start, and says so", async () => {
    const container = startContainer(image, { NODE_ENV: "development" });
    onTestFinished(() => container.stop("SIGKILL"));
    const { code, errors } = await container.ended;
    expect(code).toBe(1);
    expect(errors).toContain("there is no emulator, so configure a tenant");
  });

  test("is not root's, and is the app itself", () => {
    expect(image.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect([...image.entrypoint, ...image.command]).toEqual(["/nodejs/bin/node", "dist/server.js"]);
    expect(image.environment).toEqual({ NODE_ENV: "production" });
  });
});

describe("the files of the image", () => {
  test("are the app, what it shows, and packages: no source, no test, no secret", () => {
    const files = [...filesIn(image).keys()].filter((file) => !file.startsWith("app/node_modules/"));
    const expected =
      /^app\/(?:package\.json|dist\/[\w-]+\.js(?:\.map)?|views\/.+\.hbs|public\/.+\.(?:css|js|svg))$/;
    expect(files).toContain("app/dist/server.js");
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
  });

  test("have no text of a source in the maps either, which name places alone", () => {
    expect(sourceMaps().filter(({ sourcesContent }) => sourcesContent !== undefined)).toEqual([]);
  });

  test("have nothing in the bundle but the app and packages of production", () => {
    const sources = sourceMaps().flatMap(({ sources }) => sources);
    expect(sources).toContain("../src/server.ts");
    const packages = sources.filter((source) => !source.startsWith("../src/")).map(packageOf);
    expect(packages.filter((place) => !forProduction.includes(place))).toEqual([]);
  });

  test("have the packages of production, and none that only development needs", () => {
    const files = [...filesIn(image).keys()].filter((file) => file.startsWith("app/node_modules/"));
    expect([...new Set(files.map(packageOf))].sort()).toEqual(forProduction.sort());
  });
});

/** What the bundle was made of, file by file. */
function sourceMaps(): z.output<typeof sourceMap>[] {
  const dist = path.join(image.root, "app/dist");
  const maps = readdirSync(dist).filter((file) => file.endsWith(".map"));
  return maps.map((map) => sourceMap.parse(JSON.parse(readFileSync(path.join(dist, map), "utf8"))));
}

/** The place of the package that a file belongs to, from the first `node_modules/` on. */
function packageOf(file: string): string {
  return /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file;
}

/** Every file of an image, with what shows that it was written. */
function filesIn({ root }: Image): Map<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  return new Map(
    files.map((file) => {
      const { mtimeMs, size } = lstatSync(file);
      return [path.relative(root, file), `${mtimeMs} ${size}`];
    }),
  );
}
