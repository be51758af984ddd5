// The binary out of a package, started as the extension starts it, finds a mistake. Needs the real binary.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { after, test } from "node:test";

import { findBinary, serverArguments } from "../src/binary";
import { entries } from "./archive";
import { builtBinary, startServer } from "./server";

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "psl wiring é "));
after(() => fs.rmSync(dir, { recursive: true }));

test("the packed server reports a mistake", { timeout: 30_000 }, async () => {
  const binary = builtBinary();
  const vsix = path.join(dir, "psl.vsix");
  const env = { ...process.env, PSL_BINARY_PATH: binary };
  const packing = spawnSync(process.execPath, ["scripts/package.mjs", "--out", vsix], { env, encoding: "utf8" });
  assert.equal(packing.status, 0, packing.stderr);
  const packed = entries(fs.readFileSync(vsix)).find(({ name }) => name === "extension/server/psl");
  assert.ok(packed !== undefined);
  fs.mkdirSync(path.join(dir, "server"));
  fs.writeFileSync(path.join(dir, "server/psl"), packed.content(), { mode: packed.mode & 0o777 });

  const { version } = JSON.parse(fs.readFileSync("package.json", "utf8"));
  const found = await findBinary({
    setting: "",
    source: "bundled",
    trusted: true,
    file: undefined,
    folder: dir,
    extension: dir,
    major: Number.parseInt(version, 10),
    home: os.homedir(),
    env: {},
    platform: process.platform,
    arch: process.arch,
  });
  assert.ok(found.binary !== undefined, found.rejected.join("; "));

  const file = path.join(dir, "schema.prisma");
  const text = "model Desk {\n  id    Int   @id\n  label Strng\n}\n";
  fs.writeFileSync(file, text);
  const uri = new URL(`file://${encodeURI(file)}`).href;
  const server = await startServer(found.binary.path, serverArguments(process.pid), dir);
  const published = server.notification<Published>("textDocument/publishDiagnostics", (it) => it.uri === uri);
  server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "prisma", version: 1, text } });
  const codes = (await published).diagnostics.map(({ code }) => code);
  assert.ok(codes.includes("type-unknown"), `reported: ${codes}`);
  assert.equal(await server.stop(), 0);
});

interface Published {
  uri: string;
  diagnostics: { code: unknown }[];
}
