// What is built and packed. Nothing is published that is not on a list.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { after, test } from "node:test";

import { entries } from "./archive";

const MEGABYTE = 1024 * 1024;
const ALWAYS = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/LICENSE.txt",
  "extension/changelog.md",
  "extension/dist/browser.js",
  "extension/dist/diagram.js",
  "extension/dist/extension.js",
  "extension/language-configuration.json",
  "extension/media/file-dark.svg",
  "extension/media/file-light.svg",
  "extension/media/icon.png",
  "extension/media/icon.svg",
  "extension/media/pictures/completion.png",
  "extension/media/pictures/diagram.png",
  "extension/media/pictures/fix.png",
  "extension/media/pictures/hover.png",
  "extension/media/walkthrough/everywhere.md",
  "extension/media/walkthrough/fix.md",
  "extension/media/walkthrough/hover.md",
  "extension/media/walkthrough/save.md",
  "extension/package.json",
  "extension/readme.md",
  "extension/syntaxes/markdown.tmLanguage.json",
  "extension/syntaxes/prisma.tmLanguage.json",
  "extension/syntaxes/template.tmLanguage.json",
];

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "psl-package-"));
after(() => fs.rmSync(dir, { recursive: true }));

function pack(flags: string[], binary = path.resolve("test/fake-server.mjs")) {
  const out = path.join(dir, "psl.vsix");
  const env = { ...process.env, PSL_BINARY_PATH: binary };
  const run = spawnSync(process.execPath, ["scripts/package.mjs", "--out", out, ...flags], { env, encoding: "utf8" });
  return { ...run, out };
}

function packed(flags: string[]) {
  const { status, stderr, out } = pack(flags);
  assert.equal(status, 0, stderr);
  const archive = fs.readFileSync(out);
  assert.ok(archive.length < 5 * MEGABYTE, `${archive.length} bytes`);
  return entries(archive);
}

test("a package for a platform has the binary, ready to run", () => {
  const content = packed(["--target", "linux-arm64"]);
  assert.deepEqual(content.map(({ name }) => name).sort(), [...ALWAYS, "extension/server/psl"].sort());
  const binary = content.find(({ name }) => name === "extension/server/psl");
  assert.equal((binary?.mode ?? 0) & 0o777, 0o755);
  assert.match(String(content.find(({ name }) => name.endsWith(".vsixmanifest"))?.content()), /TargetPlatform="linux-arm64"/);
});

test("the binary of Windows has its own name", () => {
  const names = packed(["--target", "win32-x64"]).map(({ name }) => name);
  assert.deepEqual(names.filter((name) => name.startsWith("extension/server/")), ["extension/server/psl.exe"]);
});

test("odd minor versions are previews", () => {
  const { version } = JSON.parse(fs.readFileSync("package.json", "utf8"));
  const manifest = String(packed(["--universal"]).find(({ name }) => name.endsWith(".vsixmanifest"))?.content());
  const isPreview = /Id="Microsoft\.VisualStudio\.Code\.PreRelease" Value="true"/.test(manifest);
  assert.equal(isPreview, Number(version.split(".")[1]) % 2 === 1);
});

test("packages without a binary do not inherit one from an earlier run", () => {
  for (const flags of [["--universal"], ["--target", "web"]]) {
    assert.deepEqual(packed(flags).map(({ name }) => name).sort(), [...ALWAYS].sort(), flags.join(" "));
  }
});

test("what cannot be packed is said in one line", () => {
  const gone = pack([], "/nowhere/psl");
  assert.equal(gone.status, 2);
  assert.match(gone.stderr, /^package: no binary at \/nowhere\/psl\. Build it with "cargo build --release", .*--universal\n$/);
  const unknown = pack(["--target", "amiga"]);
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /no such target: amiga\. Known: win32-x64, /);
});

test("the bundles evaluate nothing and reach no network", () => {
  for (const file of ["extension", "browser", "diagram"]) {
    const text = fs.readFileSync(`dist/${file}.js`, "utf8");
    assert.doesNotMatch(text, /\beval\(|new Function\(/, file);
    // `net` is there for the language client's local pipes, which we do not use.
    assert.doesNotMatch(text, /require\("(?:node:)?(?:https?|http2|tls|dgram|dns)"\)/, file);
    assert.doesNotMatch(text, /\bfetch\(|XMLHttpRequest|WebSocket\(/, file);
  }
});

test("the bundle carries the licences of what is in it", () => {
  const text = fs.readFileSync("dist/extension.js", "utf8");
  assert.match(text, /\nvscode-languageclient \d+\.\d+\.\d+\n/);
  assert.match(text, /\nsemver \d+\.\d+\.\d+\n/);
});

test("the page of the preview allows its one script and nothing from outside", () => {
  const text = fs.readFileSync("src/diagram.ts", "utf8");
  assert.match(text, /content="default-src 'none'; style-src 'unsafe-inline'; script-src \$\{own\};"/);
  assert.doesNotMatch(text, /<script>| on[a-z]+="/);
});
