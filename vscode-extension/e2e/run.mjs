// Runs scenarios in a real VS Code:  node run.mjs [--fake | --pictures | --figures] [NAME]...
//
// The binary is PSL_BINARY_PATH or ../../target/release/psl; with --fake the stand-in of the fast tests, for what the
// extension does by itself. Screenshots are written to $PSL_E2E_DIR/screenshots; with --pictures, those of the
// documentation to their places; with --figures, how long people wait.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { openWindow, scratch, startBrowser, startCode } from "./editor.mjs";
import { figures } from "./figures.mjs";
import { pictures } from "./pictures.mjs";
import { scenarios as checks } from "./scenarios.mjs";

const extension = dirname(dirname(fileURLToPath(import.meta.url)));
const fake = process.argv.includes("--fake");
const lists = { "--pictures": pictures, "--figures": figures };
const scenarios = lists[process.argv.find((it) => it in lists)] ?? checks;
const wanted = process.argv.slice(2).filter((it) => !it.startsWith("--"));

function fail(message) {
  console.error(`e2e: ${message}`);
  process.exit(2);
}

const unknown = wanted.filter((name) => !(name in scenarios));
if (unknown.length > 0) {
  fail(`no such scenario: ${unknown.join(", ")}. There are: ${Object.keys(scenarios).join(", ")}`);
}
if (!existsSync(join(scratch, "ready"))) {
  fail(`nothing set up in ${scratch}. Run "npm run setup" first (same PSL_E2E_DIR)`);
}
const binary = fake
  ? join(extension, "test/fake-server.mjs")
  : resolve(process.env.PSL_BINARY_PATH ?? join(extension, "../target/release/psl"));
if (!existsSync(binary)) {
  fail(`no binary at ${binary}. Build it with "cargo build --release", name it in PSL_BINARY_PATH, or pass --fake`);
}

// The stand-in knows no PSL; what needs the real server is left out unless it is asked for by name.
const names = Object.keys(scenarios).filter((name) =>
  wanted.length > 0 ? wanted.includes(name) : !(fake && scenarios[name].real),
);

function pack(out, ...flags) {
  const path = join(scratch, out);
  const env = { ...process.env, PSL_BINARY_PATH: binary };
  execFileSync(process.execPath, ["scripts/package.mjs", "--out", path, ...flags], { cwd: extension, env, stdio: "pipe" });
  return path;
}

function packNeighbour() {
  const path = join(scratch, "neighbour.vsix");
  const vsce = join(extension, "node_modules/@vscode/vsce/vsce");
  const flags = ["--no-dependencies", "--allow-missing-repository", "--skip-license", "--out", path];
  execFileSync(process.execPath, [vsce, "package", ...flags], { cwd: join(extension, "e2e/neighbour"), stdio: "pipe" });
  return path;
}

const TRUST = { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" };

/** Ways to set up an editor; each is started when the first scenario asks for it. */
const editors = {
  usual: () => startCode("usual", [pack("psl.vsix")]),
  bare: () => startCode("bare", [pack("bare.vsix", "--universal")]),
  untrusted: () => startCode("untrusted", [pack("psl.vsix")], TRUST),
  neighbour: () => startCode("neighbour", [packNeighbour(), pack("psl.vsix")]),
};
const started = new Map();

function code(name) {
  if (!started.has(name)) {
    started.set(name, editors[name]());
  }
  return started.get(name);
}

const browser = await startBrowser();
const failed = [];
for (const name of names) {
  const begun = Date.now();
  let window;
  try {
    const scenario = scenarios[name];
    const files = typeof scenario.files === "function" ? scenario.files(binary) : scenario.files;
    window = await openWindow(browser, await code(scenario.editor ?? "usual"), name, { ...scenario, files });
    window.binary = binary;
    const said = await scenario.run(window);
    await window.screenshot("-end");
    if (scenario.picture !== undefined) {
      await window.cut(scenario.cut ?? "body", join(dirname(extension), scenario.picture));
    }
    console.log(`ok    ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)${said === undefined ? "" : `\n      ${said}`}`);
  } catch (error) {
    failed.push(name);
    const picture = await window?.screenshot("-failed").catch(() => undefined);
    console.log(`FAIL  ${name}: ${error.message}\n      picture: ${picture}`);
  }
  await window?.close();
}
await browser.close();
for (const editor of started.values()) {
  (await editor.catch(() => undefined))?.stop();
}
console.log(`${names.length - failed.length} of ${names.length} passed; pictures in ${join(scratch, "screenshots")}`);
process.exit(failed.length > 0 ? 1 : 0);
