// Bundles the extension into one file, the preview's page script into another; with --tests, the tests instead.

import { appendFileSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { build } from "esbuild";

/** The licences of what is bundled ask for their text to travel along. */
function notices({ inputs }) {
  const folders = Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path) ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((it) => /^licen[cs]e/i.test(it));
    if (file === undefined) {
      throw new Error(`${folder} is bundled and has no licence file`);
    }
    return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim().replaceAll("*/", "* /")}`;
  });
  return `\n/*! Bundled packages and their licences\n\n${texts.join("\n\n----\n\n")}\n*/\n`;
}

const shared = { bundle: true, logLevel: "warning", target: "es2022" };

if (process.argv.includes("--tests")) {
  // A test that was renamed must not go on running under its old name.
  rmSync("out", { recursive: true, force: true });
  await build({
    ...shared,
    entryPoints: readdirSync("test").filter((file) => file.endsWith(".test.ts")).map((file) => `test/${file}`),
    outdir: "out",
    outExtension: { ".js": ".cjs" },
    platform: "node",
    // Oniguruma finds its WebAssembly file beside itself.
    packages: "external",
  });
} else {
  const node = { ...shared, platform: "node", format: "cjs", minify: true, external: ["vscode"] };
  const { metafile } = await build({ ...node, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", metafile: true });
  appendFileSync("dist/extension.js", notices(metafile));
  await build({ ...node, entryPoints: ["src/browser.ts"], outfile: "dist/browser.js", platform: "browser" });
  await build({ ...shared, entryPoints: ["preview/diagram.ts"], outfile: "dist/diagram.js", format: "iife", minify: true });
}
