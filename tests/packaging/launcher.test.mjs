// The npm packages: what `npm/build.mjs` makes, and the launcher in the wrapper.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { fakeBinary, root, scratch } from "./stage.mjs";

const platform = `${process.platform}-${process.arch}`;
const native = `@psl-tools/psl-${platform}`;

/** A project with both packages installed, as npm lays them out. */
function project(t, body) {
  const folder = scratch(t);
  const build = (...args) => {
    const run = spawnSync(process.execPath, [join(root, "npm/build.mjs"), "--out", join(folder, "dist"), ...args]);
    assert.equal(run.status, 0, String(run.stderr));
    return String(run.stdout).trim();
  };
  const modules = join(folder, "node_modules/@psl-tools");
  mkdirSync(modules, { recursive: true });
  const binary = fakeBinary(join(folder, "psl"), body);
  renameSync(build(), join(modules, "psl"));
  renameSync(build("--platform", platform, "--binary", binary), join(modules, `psl-${platform}`));
  return { folder, binary, modules, launcher: join(modules, "psl/bin/psl.js") };
}

function start({ launcher }, args, options = {}) {
  const env = { ...process.env, PSL_BINARY: "", ...options.env };
  const run = spawnSync(process.execPath, [launcher, ...args], { encoding: "utf8", input: options.input ?? "", env });
  return { code: run.status, stdout: run.stdout, stderr: run.stderr };
}

test("passes arguments, streams and the exit code through", (t) => {
  const there = project(t, 'for it in "$@"; do echo "<$it>"; done; cat; echo oops >&2; exit 7');
  const run = start(there, ["fmt", "a b", "--check"], { input: "text" });
  assert.deepEqual(run, { code: 7, stdout: "<fmt>\n<a b>\n<--check>\ntext", stderr: "oops\n" });
});

test("a signal reaches the binary, and its answer counts", async (t) => {
  const there = project(t, "trap 'exit 9' TERM; echo ready; while :; do sleep 0.05; done");
  const child = spawn(process.execPath, [there.launcher], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.kill("SIGTERM");
  const code = await new Promise((resolve) => child.once("exit", resolve));
  assert.equal(code, 9);
});

test("says what to do when the package with the binary is missing", (t) => {
  const there = project(t, "exit 0");
  rmSync(join(there.modules, `psl-${platform}`), { recursive: true });
  const run = start(there, ["validate"]);
  assert.equal(run.code, 2);
  assert.match(run.stderr, new RegExp(`package \`${native}\`.* is not installed`));
  assert.match(run.stderr, /help: install again, .*PSL_BINARY/);
});

test("says what to do on a platform without a package", (t) => {
  const there = project(t, "exit 0");
  const preload = `data:text/javascript,Object.defineProperty(process, "arch", { value: "mips" })`;
  const run = start(there, [], { env: { NODE_OPTIONS: `--import=${encodeURI(preload)}` } });
  assert.equal(run.code, 2);
  assert.match(run.stderr, /no package with a binary for \w+-mips\n {2}help: .*cargo install/);
});

test("PSL_BINARY names another binary", (t) => {
  const there = project(t, "exit 1");
  const other = fakeBinary(join(there.folder, "other"), "echo other");
  assert.equal(start(there, [], { env: { PSL_BINARY: other } }).stdout, "other\n");
  const missing = start(there, [], { env: { PSL_BINARY: join(there.folder, "gone") } });
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /cannot start `.*gone`: ENOENT\n {2}help: PSL_BINARY names it/);
});

test("packages have the version of the crate, and the wrapper names all platforms", (t) => {
  const there = project(t, "exit 0");
  const [, version] = /^version = "(.+)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"));
  const read = (name) => JSON.parse(readFileSync(join(there.modules, name, "package.json"), "utf8"));
  const targets = JSON.parse(readFileSync(join(root, "packaging/targets.json"), "utf8"));
  const names = targets.map((it) => `@psl-tools/psl-${it.npm}`);
  assert.equal(read("psl").version, version);
  assert.deepEqual(read("psl").optionalDependencies, Object.fromEntries(names.map((it) => [it, version])));
  const own = read(`psl-${platform}`);
  assert.deepEqual([own.name, own.version, own.os, own.cpu], [native, version, [process.platform], [process.arch]]);
});
