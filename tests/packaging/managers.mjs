// Installs the npm packages with real package managers, from a registry on this machine, and runs `psl` as they offer it:
//
//   node tests/packaging/managers.mjs [PATH OF A psl BINARY]     target/release/psl by default
//
// npm has to be on the path; yarn (1 and later) and pnpm are tried if they are.

import assert from "node:assert/strict";
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const binary = resolve(process.argv[2] ?? join(root, "target/release/psl"));
if (!existsSync(binary)) {
  console.error(`managers.mjs: there is no binary at ${binary}; cargo build --release makes it`);
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), "psl-managers-"));
const targets = JSON.parse(readFileSync(join(root, "packaging/targets.json"), "utf8"));
const tarballs = new Map();
const packuments = new Map();

/** Packs a package and makes the registry know it. */
function publish(folder) {
  const pack = ["pack", "--json", "--pack-destination", scratch];
  const stdio = ["ignore", "pipe", "ignore"];
  const [{ filename }] = JSON.parse(execFileSync("npm", pack, { cwd: folder, encoding: "utf8", stdio }));
  const content = readFileSync(join(scratch, filename));
  tarballs.set(filename, content);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const dist = { filename, integrity: `sha512-${createHash("sha512").update(content).digest("base64")}` };
  const { name, version } = manifest;
  // Some managers refuse what is only just published.
  const time = { [version]: "2020-01-01T00:00:00.000Z" };
  packuments.set(name, { name, time, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } });
}

function build(...args) {
  const script = [join(root, "npm/build.mjs"), "--out", join(scratch, "packages"), ...args];
  return execFileSync(process.execPath, script, { encoding: "utf8" }).trim();
}

publish(build());
for (const { npm } of targets) {
  // The packages of other platforms only have to be left out, so what is in them does not matter.
  const isOwn = npm === `${process.platform}-${process.arch}`;
  publish(build("--platform", npm, "--binary", isOwn ? binary : join(root, "LICENSE")));
}

const registry = createServer((request, response) => {
  const path = decodeURIComponent(request.url ?? "").slice(1);
  const tarball = tarballs.get(path);
  const packument = packuments.get(path);
  if (tarball !== undefined) {
    response.end(tarball);
  } else if (packument !== undefined) {
    const withAddress = (key, value) => (key === "dist" ? { ...value, tarball: `${url}/${value.filename}` } : value);
    response.setHeader("content-type", "application/json").end(JSON.stringify(packument, withAddress));
  } else {
    response.writeHead(404, { "content-type": "application/json" }).end("{}");
  }
});
await new Promise((done) => registry.listen(0, "127.0.0.1", done));
const url = `http://127.0.0.1:${registry.address().port}`;

const installed = (program) => spawnSync(program, ["--version"], { cwd: tmpdir(), encoding: "utf8" }).stdout?.trim();
const yarn = installed("yarn");
const rc = (linker) =>
  [`npmRegistryServer: ${url}`, "unsafeHttpWhitelist: [127.0.0.1]", `nodeLinker: ${linker}`, "enableTelemetry: false"].join("\n");
const berry = (linker) => ({
  files: { ".yarnrc.yml": rc(linker), "yarn.lock": "" },
  add: ["yarn", "add", "--dev"],
  run: ["yarn", "psl"],
});
const managers = {
  npm: { add: ["npm", "install", "--save-dev"], run: ["npx", "psl"] },
  ...(yarn?.startsWith("1.") && { "yarn 1": { add: ["yarn", "add", "--dev"], run: ["yarn", "--silent", "psl"] } }),
  ...(yarn && !yarn.startsWith("1.") && { "yarn, node_modules": berry("node-modules"), "yarn, plug'n'play": berry("pnp") }),
  ...(installed("pnpm") && { pnpm: { add: ["pnpm", "add", "--save-dev"], run: ["pnpm", "exec", "psl"] } }),
};

/** Not synchronous, as the registry is in this process. */
function start(folder, [program, ...args]) {
  const env = {
    ...process.env,
    npm_config_registry: url,
    npm_config_cache: join(scratch, "cache"),
    npm_config_store_dir: join(scratch, "store"),
    YARN_CACHE_FOLDER: join(scratch, "yarn"),
    YARN_ENABLE_GLOBAL_CACHE: "false",
    // Where this is set, a lock file that has to change is an error.
    CI: "",
  };
  return new Promise((done) => {
    execFile(program, args, { cwd: folder, env, encoding: "utf8" }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

try {
  for (const [name, { files = {}, add, run }] of Object.entries(managers)) {
    const folder = join(scratch, name.replace(/\W+/g, "-"));
    mkdirSync(join(folder, "prisma"), { recursive: true });
    const all = {
      "package.json": '{ "name": "app", "version": "1.0.0", "private": true }\n',
      "prisma/schema.prisma": "model Lamp {\n  id Int @id\n  label Strng\n}\n",
      ...files,
    };
    Object.entries(all).forEach(([file, text]) => writeFileSync(join(folder, file), text));
    const added = await start(folder, [...add, "@psl-tools/psl"]);
    assert.equal(added.code, 0, `${name}: ${added.stdout}${added.stderr}`);
    const found = await start(folder, [...run, "validate", "--format", "short", "-q"]);
    assert.equal(found.code, 1, `${name}: ${found.stdout}${found.stderr}`);
    assert.match(found.stdout, /^prisma\/schema\.prisma:3:9: error: .*\[type-unknown\]$/m, name);
    console.log(`ok    ${name}`);
  }
} finally {
  registry.close();
  rmSync(scratch, { recursive: true, force: true });
}
