// Makes the npm packages: the wrapper, and one for each platform around a binary that was built before.
//
//   node npm/build.mjs --out DIR              the wrapper, in DIR/psl
//   … --platform linux-x64 --binary PATH      the package with that binary, in DIR/psl-linux-x64
//
//   --repository URL                          the address to state in the package; publishing with provenance needs it
//
// Versions come from Cargo.toml, platforms from packaging/targets.json. Nothing is packed or published here.

import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wrapper = JSON.parse(readFileSync(join(root, "npm/psl/package.json"), "utf8"));
const platforms = JSON.parse(readFileSync(join(root, "packaging/targets.json"), "utf8")).map((it) => it.npm);
const version = /^version = "(.+)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"))?.[1];

function fail(message) {
  console.error(`npm/build.mjs: ${message}`);
  process.exit(2);
}

const { values: flags } = parseArgs({
  options: {
    out: { type: "string" },
    platform: { type: "string" },
    binary: { type: "string" },
    repository: { type: "string" },
  },
});
if (version === undefined) {
  fail("Cargo.toml has no line `version = \"…\"`");
}
if (flags.out === undefined) {
  fail("--out is missing: the folder to make the package in");
}
console.log(flags.platform === undefined ? makeWrapper(flags.out) : makeNative(flags.out, flags.platform, flags.binary));

function makeWrapper(out) {
  const folder = emptyFolder(out, "psl");
  cpSync(join(root, "npm/psl"), folder, { recursive: true });
  const optionalDependencies = Object.fromEntries(platforms.map((it) => [`${wrapper.name}-${it}`, version]));
  writePackage(folder, { ...wrapper, version, optionalDependencies });
  return folder;
}

function makeNative(out, platform, binary) {
  if (!platforms.includes(platform)) {
    fail(`no such platform: ${platform}. Known: ${platforms.join(", ")}`);
  }
  if (binary === undefined || !existsSync(binary)) {
    fail(`no binary at ${binary ?? "--binary"}. Build it with "cargo build --release" and name it with --binary`);
  }
  const [os, cpu] = platform.split("-");
  const exe = os === "win32" ? "psl.exe" : "psl";
  const folder = emptyFolder(out, `psl-${platform}`);
  mkdirSync(join(folder, "bin"));
  copyFileSync(binary, join(folder, "bin", exe));
  chmodSync(join(folder, "bin", exe), 0o755);
  const name = `${wrapper.name}-${platform}`;
  writeFileSync(
    join(folder, "README.md"),
    `# ${name}\n\nThe binary of \`${wrapper.name}\` for ${platform}. Install \`${wrapper.name}\`, which chooses it.\n`,
  );
  writePackage(folder, {
    name,
    version,
    description: `The binary of ${wrapper.name} for ${platform}`,
    license: wrapper.license,
    files: [`bin/${exe}`],
    os: [os],
    cpu: [cpu],
    // A binary cannot be started from inside of an archive.
    preferUnplugged: true,
  });
  return folder;
}

function emptyFolder(out, name) {
  const folder = join(resolve(out), name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

function writePackage(folder, fields) {
  const repository = flags.repository && { repository: { type: "git", url: `git+${flags.repository}.git` } };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ ...fields, ...repository }, undefined, 2)}\n`);
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
}
