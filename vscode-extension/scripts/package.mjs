// Builds the extension and packs it. The content is the list `files` of package.json.
//
//   npm run package                       for this machine, with the binary
//   npm run package -- --target linux-arm64   for another platform; PSL_BINARY_PATH names its binary
//   npm run package -- --target web       colours only
//   npm run package -- --universal        without a binary
//   --out FILE                            where to write

import { execFileSync } from "node:child_process";
import {
  chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { createVSIX } from "@vscode/vsce";

const TARGETS = [
  "win32-x64", "win32-arm64", "linux-x64", "linux-arm64", "linux-armhf", "alpine-x64", "alpine-arm64", "darwin-x64",
  "darwin-arm64", "web",
];
const root = dirname(dirname(fileURLToPath(import.meta.url)));

function fail(message) {
  console.error(`package: ${message}`);
  process.exit(2);
}

const { values: flags } = parseArgs({
  options: { target: { type: "string" }, universal: { type: "boolean" }, out: { type: "string" } },
});
const target = flags.universal ? undefined : (flags.target ?? `${process.platform}-${process.arch}`);
if (target !== undefined && !TARGETS.includes(target)) {
  fail(`no such target: ${target}. Known: ${TARGETS.join(", ")}; or --universal for a package without a binary`);
}

const hasBinary = target !== undefined && target !== "web";
const exe = target?.startsWith("win32") ? "psl.exe" : "psl";
const binary = resolve(process.env.PSL_BINARY_PATH ?? join(root, "../target/release", exe));
if (hasBinary && !existsSync(binary)) {
  fail(`no binary at ${binary}. Build it with "cargo build --release", name it in PSL_BINARY_PATH, or pass --universal`);
}

execFileSync(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root, stdio: "inherit" });

// Packed from a copy, so that one package never inherits the binary of another.
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const stage = mkdtempSync(join(tmpdir(), "psl-vsix-"));
const parts = new Set(["package.json", ...manifest.files.map((it) => it.split("/")[0])]);
parts.delete("server");
parts.forEach((part) => cpSync(join(root, part), join(stage, part), { recursive: true }));
if (hasBinary) {
  mkdirSync(join(stage, "server"));
  copyFileSync(binary, join(stage, "server", exe));
  chmodSync(join(stage, "server", exe), 0o755);
}

// With a repository in the manifest, the README's pictures are shown from there; without one they travel inside.
if (manifest.repository === undefined) {
  const embed = (_, file) => `](data:image/png;base64,${readFileSync(join(root, file), "base64")})`;
  const readme = readFileSync(join(root, "README.md"), "utf8").replace(/\]\((media\/[\w./-]+\.png)\)/g, embed);
  writeFileSync(join(stage, "README.md"), readme);
}

const packagePath = resolve(flags.out ?? join(root, `psl-${target ?? "universal"}-${manifest.version}.vsix`));
await createVSIX({
  cwd: stage,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: manifest.repository !== undefined,
  // The two channels of the marketplaces: odd minor versions are previews.
  preRelease: Number(manifest.version.split(".")[1]) % 2 === 1,
  // `server/psl*` matches nothing in packages without a binary.
  allowUnusedFilesPattern: true,
  ...(target !== undefined && { target }),
});
rmSync(stage, { recursive: true });
console.log(packagePath);
