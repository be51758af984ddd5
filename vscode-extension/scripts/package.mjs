// Builds the extension and packs it. The content is the list `files` of package.json.
//
//   npm run package                       for this machine, with the binary
//   npm run package -- --target linux-arm64   for another platform; PSL_BINARY_PATH names its binary
//   npm run package -- --target web       colours only
//   npm run package -- --universal        without a binary
//   --out FILE                            where to write

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
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

execFileSync(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root, stdio: "inherit" });

rmSync(join(root, "server"), { recursive: true, force: true });
if (target !== undefined && target !== "web") {
  const exe = target.startsWith("win32") ? "psl.exe" : "psl";
  const binary = resolve(process.env.PSL_BINARY_PATH ?? join(root, "../target/release", exe));
  if (!existsSync(binary)) {
    fail(`no binary at ${binary}. Build it with "cargo build --release", name it in PSL_BINARY_PATH, or pass --universal`);
  }
  mkdirSync(join(root, "server"));
  copyFileSync(binary, join(root, "server", exe));
  chmodSync(join(root, "server", exe), 0o755);
}

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const packagePath = resolve(flags.out ?? join(root, `psl-${target ?? "universal"}-${version}.vsix`));
await createVSIX({
  cwd: root,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  // `server/psl*` matches nothing in packages without a binary.
  allowUnusedFilesPattern: true,
  ...(target !== undefined && { target }),
});
console.log(packagePath);
