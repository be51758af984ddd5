import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { test } from "node:test";

const manifest = JSON.parse(fs.readFileSync("package.json", "utf8"));
const contributes = manifest.contributes;
const sources = fs.readdirSync("src").map((file) => fs.readFileSync(`src/${file}`, "utf8"));
const readme = fs.readFileSync("README.md", "utf8");
const settings: Record<string, Setting> = contributes.configuration.properties;

interface Setting {
  scope: string;
  default: unknown;
  markdownDescription: string;
}

test("every command is registered, and every registered command is declared and in the palette's list", () => {
  const declared = contributes.commands.map(({ command }: { command: string }) => command).sort();
  const text = fs.readFileSync("src/commands.ts", "utf8");
  const registered = [...text.matchAll(/^ {4}"(psl\.\w+)":/gm)].map(([, id]) => id).sort();
  assert.deepEqual(registered, declared);
  const palette = contributes.menus.commandPalette as { command: string; when: string }[];
  assert.deepEqual(palette.map(({ command }) => command).sort(), declared);
  assert.ok(palette.every(({ when }) => /\beditorLangId == prisma\b/.test(when)));
});

test("every command is in the README under its title", () => {
  for (const { category, title } of contributes.commands) {
    assert.ok(readme.includes(`| ${category}: ${title} |`), title);
  }
});

test("every setting has an example, a place in the README with its default, and is read under its name", () => {
  for (const [key, setting] of Object.entries(settings)) {
    assert.match(setting.markdownDescription, /Example: /, key);
    assert.ok(readme.includes(`| \`${key}\` | \`${JSON.stringify(setting.default)}\` |`), key);
  }
  const documented = [...readme.matchAll(/^\| `(psl\.[\w.]+)` \|/gm)].map(([, key]) => key);
  assert.deepEqual(documented, Object.keys(settings));
});

test("every setting is known to the server, and the other way round", () => {
  const text = fs.readFileSync("../lsp-server/src/settings.rs", "utf8");
  const [, list = ""] = /const KEYS: &\[&str\] = &\[([^\]]*)\]/.exec(text) ?? [];
  const known = [...list.matchAll(/"([\w.]+)"/g)].map(([, key]) => `psl.${key}`);
  assert.deepEqual(known.sort(), Object.keys(settings).sort());
});

// UPDATE_EXPECT=1 writes the binary's list into the manifest.
test("the settings editor offers the codes that can be allowed", () => {
  const binary = process.env["PSL_BINARY_PATH"] ?? "../target/release/psl";
  const { stdout } = spawnSync(binary, ["explain", "--format", "json"], { encoding: "utf8", maxBuffer: 16_000_000 });
  const rules = JSON.parse(stdout).rules as { code: string; severity: string; summary: string }[];
  const allowed = rules.filter(({ severity }) => severity !== "error").sort((a, b) => (a.code < b.code ? -1 : 1));
  const items = {
    type: "string",
    enum: allowed.map(({ code }) => code),
    enumDescriptions: allowed.map(({ summary }) => summary.replaceAll("\n", " ")),
  };
  if (process.env["UPDATE_EXPECT"] === "1") {
    contributes.configuration.properties["psl.allow"].items = items;
    fs.writeFileSync("package.json", `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
  assert.deepEqual(contributes.configuration.properties["psl.allow"].items, items);
});

test("settings that start programs are restricted to trusted workspaces", () => {
  const machine = Object.keys(settings).filter((key) => settings[key]?.scope === "machine-overridable");
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, machine);
});

test("no setting shapes the formatting", () => {
  assert.deepEqual(Object.keys(settings).filter((key) => /format|indent|tabSize|align/i.test(key)), []);
});

test("activates for schemas only", () => {
  assert.deepEqual(manifest.activationEvents, ["onLanguage:prisma"]);
});

test("asks for the editor the language client needs, and is typed against just that", () => {
  const client = JSON.parse(fs.readFileSync("node_modules/vscode-languageclient/package.json", "utf8"));
  assert.equal(manifest.engines.vscode, client.engines.vscode);
  assert.equal(`^${manifest.devDependencies["@types/vscode"]}`, manifest.engines.vscode);
});

test("every file that is named exists", () => {
  const text = JSON.stringify({ ...manifest, files: undefined });
  const named = [...text.matchAll(/"(?:\.\/)?((?:media|syntaxes|dist|language-)[\w./-]+)"/g)].map(([, file]) => file ?? "");
  assert.ok(named.length > 10);
  assert.deepEqual(named.filter((file) => !fs.existsSync(file)), []);
});

test("no absolute path, no address of a machine", () => {
  for (const text of [JSON.stringify(manifest), readme, ...sources]) {
    assert.doesNotMatch(text, /(?:^|["'`( ])\/(?:home|root|tmp|Users|mnt)\//m);
    assert.doesNotMatch(text, /localhost|127\.0\.0\.1/);
  }
});

test("the problem matcher reads the short format", () => {
  const [{ pattern }] = contributes.problemMatchers;
  const lines = {
    "prisma/a b.prisma:3:9: error: unknown type `Strng` [type-unknown]": ["prisma/a b.prisma", "3", "9", "error", "unknown type `Strng`", "type-unknown"],
    "C:/desk/a.prisma:10:1: warning: no index: slow [relation-missing-index]": ["C:/desk/a.prisma", "10", "1", "warning", "no index: slow", "relation-missing-index"],
    "a.prisma:1:2: information: cannot be read [config-not-static]": ["a.prisma", "1", "2", "info", "cannot be read", "config-not-static"],
  };
  for (const [line, parts] of Object.entries(lines)) {
    assert.deepEqual(new RegExp(pattern.regexp).exec(line)?.slice(1), parts, line);
  }
});

test("the code without the preview stays small", () => {
  const own = fs.readdirSync("src").filter((file) => file !== "diagram.ts").map((file) => `src/${file}`);
  const preview = ["src/diagram.ts", ...fs.readdirSync("preview").filter((it) => it.endsWith(".ts")).map((it) => `preview/${it}`)];
  assert.ok(lines(own) <= 500, `${lines(own)} lines`);
  assert.ok(lines(preview) <= 305, `${lines(preview)} lines of preview`);
});

/** Lines that do something: comments and blank lines are free. */
function lines(files: string[]): number {
  const text = files.map((file) => fs.readFileSync(file, "utf8")).join("\n");
  return text.split("\n").filter((line) => !/^\s*(?:\/\/|\/\*\*|\*|$)/.test(line)).length;
}
