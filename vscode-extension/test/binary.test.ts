import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { test } from "node:test";

import { expand, findBinary, NPM_PACKAGE, serverArguments, type Host, type Search } from "../src/binary";

const linux: Search = {
  setting: "",
  source: "workspace",
  trusted: true,
  file: "/home/ada/desk/prisma/schema.prisma",
  folder: "/home/ada/desk",
  extension: "/ext",
  major: 0,
  home: "/home/ada",
  env: { PATH: "/usr/bin:/opt/bin" },
  platform: "linux",
  arch: "x64",
};

const NATIVE = `node_modules/${NPM_PACKAGE}-linux-x64/bin/psl`;

/** A machine with these files; the value is what `--version` says, or an error. */
function machine(files: Record<string, string | Error>, links: Record<string, string> = {}): Host {
  return {
    exists: (path) => path in files || path in links,
    realpath: (path) => links[path] ?? path,
    version: (path) => {
      const answer = files[path];
      return typeof answer === "string" ? Promise.resolve(answer) : Promise.reject(answer);
    },
  };
}

async function found(search: Partial<Search>, files: Record<string, string | Error>, links = {}) {
  const { binary, rejected } = await findBinary({ ...linux, ...search }, machine(files, links));
  return { path: binary?.path, origin: binary?.origin, rejected };
}

const everywhere = {
  "/home/ada/psl": "psl 0.4.0",
  [`/home/ada/desk/${NATIVE}`]: "psl 0.3.0",
  "/ext/server/psl": "psl 0.2.0 (a1b2c3d 2026-01-31, rule sets 6 7)",
  "/opt/bin/psl": "psl 0.1.0",
};

test("the setting comes first, then the project's package, the bundled binary, and PATH", async () => {
  assert.equal((await found({ setting: "~/psl" }, everywhere)).path, "/home/ada/psl");
  assert.equal((await found({}, everywhere)).path, `/home/ada/desk/${NATIVE}`);
  assert.equal((await found({ source: "bundled" }, everywhere)).path, "/ext/server/psl");
  assert.equal((await found({}, { "/opt/bin/psl": "psl 0.1.0" })).path, "/opt/bin/psl");
});

test("a broken setting is an error, whatever else there is", async () => {
  const { path, rejected } = await found({ setting: "/gone/psl" }, everywhere);
  assert.equal(path, undefined);
  assert.deepEqual(rejected, ["setting psl.server.path: nothing there (/gone/psl)"]);
});

test("says why each earlier place was not taken", async () => {
  const files = { [`/home/ada/desk/${NATIVE}`]: "psl 3.1.0", "/ext/server/psl": new Error("does not run: EACCES"), "/opt/bin/psl": "psl 0.1.0" };
  const { origin, rejected } = await found({}, files);
  assert.equal(origin, "PATH");
  assert.deepEqual(rejected, [
    `npm package ${NPM_PACKAGE}: /home/ada/desk/${NATIVE} has version "psl 3.1.0", this extension needs 0.x`,
    "bundled with the extension: /ext/server/psl does not run: EACCES",
  ]);
});

test("another program called psl is not taken", async () => {
  const { path, rejected } = await found({}, { "/opt/bin/psl": "public suffix list 1.2.3" });
  assert.equal(path, undefined);
  assert.equal(rejected.at(-1), 'PATH: /opt/bin/psl is something else: --version says "public suffix list 1.2.3"');
});

test("nothing anywhere names all places", async () => {
  assert.deepEqual((await found({}, {})).rejected, [
    `npm package ${NPM_PACKAGE}: nothing there`,
    "bundled with the extension: nothing there (/ext/server/psl)",
    "PATH: nothing there",
  ]);
});

test("an untrusted workspace gets the bundled binary only", async () => {
  assert.equal((await found({ trusted: false }, everywhere)).path, "/ext/server/psl");
  assert.equal((await found({ trusted: false }, { "/opt/bin/psl": "psl 0.1.0" })).path, undefined);
});

test("the nearest package wins, and is looked for from the opened file upwards", async () => {
  const files = { [`/home/ada/desk/packages/db/${NATIVE}`]: "psl 0.2.0", [`/home/ada/desk/${NATIVE}`]: "psl 0.1.0" };
  const file = "/home/ada/desk/packages/db/prisma/schema.prisma";
  assert.equal((await found({ file }, files)).path, `/home/ada/desk/packages/db/${NATIVE}`);
  assert.equal((await found({ file: "/home/ada/desk/other/schema.prisma" }, files)).path, `/home/ada/desk/${NATIVE}`);
  assert.equal((await found({ file: undefined }, files)).path, `/home/ada/desk/${NATIVE}`);
});

test("finds the native package of pnpm's and of nested layouts, and musl builds", async () => {
  const store = "/home/ada/desk/node_modules/.pnpm/psl@0.1.0/node_modules";
  const wrapper = { [`/home/ada/desk/node_modules/${NPM_PACKAGE}`]: `${store}/${NPM_PACKAGE}` };
  const inStore = `${store}/${NPM_PACKAGE}-linux-x64/bin/psl`;
  assert.equal((await found({}, { [inStore]: "psl 0.1.0" }, wrapper)).path, inStore);
  const nested = `/home/ada/desk/node_modules/${NPM_PACKAGE}/${NATIVE}`;
  assert.equal((await found({}, { [nested]: "psl 0.1.0" })).path, nested);
  const musl = `/home/ada/desk/node_modules/${NPM_PACKAGE}-linux-x64-musl/bin/psl`;
  assert.equal((await found({}, { [musl]: "psl 0.1.0" })).path, musl);
});

test("relative entries of PATH are not searched", async () => {
  assert.equal((await found({ env: { PATH: ".:bin::/opt/bin" } }, { "bin/psl": "psl 0.1.0", "psl": "psl 0.1.0" })).path, undefined);
});

test("Windows names", async () => {
  const search: Partial<Search> = {
    file: "C:\\Users\\Jörg Ø\\desk\\schema.prisma",
    folder: "C:\\Users\\Jörg Ø\\desk",
    home: "C:\\Users\\Jörg Ø",
    extension: "C:\\ext",
    env: { Path: "C:\\Windows;D:\\my tools" },
    platform: "win32",
  };
  const npm = `C:\\Users\\Jörg Ø\\node_modules\\${NPM_PACKAGE.replace("/", "\\")}-win32-x64\\bin\\psl.exe`;
  assert.equal((await found(search, { [npm]: "psl 0.1.0" })).path, npm);
  assert.equal((await found(search, { "C:\\ext\\server\\psl.exe": "psl 0.1.0" })).path, "C:\\ext\\server\\psl.exe");
  assert.equal((await found(search, { "D:\\my tools\\psl.exe": "psl 0.1.0" })).path, "D:\\my tools\\psl.exe");
  assert.equal((await found({ ...search, setting: "~\\psl.exe" }, { "C:\\Users\\Jörg Ø\\psl.exe": "psl 0.1.0" })).path, "C:\\Users\\Jörg Ø\\psl.exe");
});

test("expands what a setting may contain", () => {
  const search = { home: "/home/ada", folder: "/home/ada/my desk", env: { TOOLS: "/opt/tööls" }, platform: "linux" };
  assert.equal(expand("~/bin/psl", search), "/home/ada/bin/psl");
  assert.equal(expand("${workspaceFolder}/psl", search), "/home/ada/my desk/psl");
  assert.equal(expand("${env:TOOLS}/psl", search), "/opt/tööls/psl");
  assert.equal(expand("tools/psl", search), "/home/ada/my desk/tools/psl");
  assert.equal(expand("/a~b/$&/psl", search), "/a~b/$&/psl");
  assert.equal(expand("${env:MISSING}/psl", { ...search, folder: undefined }), "${env:MISSING}/psl");
});

test("asks real programs, in folders with spaces and letters of all kinds", async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "psl tést "));
  const script = (name: string, text: string, mode = 0o755) => {
    const file = path.join(dir, name);
    fs.writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode });
    return file;
  };
  const ask = (setting: string) => findBinary({ ...linux, setting });
  assert.equal((await ask(script("good psl", 'echo "psl 0.1.0 (x)"'))).binary?.version, "psl 0.1.0 (x)");
  assert.match((await ask(script("fails", "exit 3"))).rejected.join(), /does not run: .*fails/);
  assert.match((await ask(script("locked", "exit 0", 0o644))).rejected.join(), /does not run: .*EACCES/);
  assert.match((await ask(script("silent", "exit 0"))).rejected.join(), /is something else/);
  fs.rmSync(dir, { recursive: true });
});

test("the arguments the server is started with", () => {
  assert.deepEqual(serverArguments(7), ["lsp", "--stdio", "--clientProcessId=7"]);
});
