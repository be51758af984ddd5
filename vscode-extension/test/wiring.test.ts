// The binary out of a package, started as the extension starts it, finds a mistake. Needs the real binary.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { after, test } from "node:test";

import { findBinary, serverArguments } from "../src/binary";
import { entries } from "./archive";

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "psl wiring é "));
after(() => fs.rmSync(dir, { recursive: true }));

test("the packed server reports a mistake", { timeout: 30_000 }, async () => {
  const binary = path.resolve(process.env["PSL_BINARY_PATH"] ?? "../target/release/psl");
  assert.ok(
    fs.existsSync(binary),
    `This test needs the psl binary, and there is none at ${binary}. Run "cargo build --release" first, or name one in PSL_BINARY_PATH.`,
  );
  const vsix = path.join(dir, "psl.vsix");
  const env = { ...process.env, PSL_BINARY_PATH: binary };
  const packing = spawnSync(process.execPath, ["scripts/package.mjs", "--out", vsix], { env, encoding: "utf8" });
  assert.equal(packing.status, 0, packing.stderr);
  const server = entries(fs.readFileSync(vsix)).find(({ name }) => name === "extension/server/psl");
  assert.ok(server !== undefined);
  fs.mkdirSync(path.join(dir, "server"));
  fs.writeFileSync(path.join(dir, "server/psl"), server.content(), { mode: server.mode & 0o777 });

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
  const child = spawn(found.binary.path, serverArguments(process.pid), { cwd: dir, stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  send({ id: 1, method: "initialize", params: { processId: process.pid, rootUri: null, capabilities: {} } });
  const codes = await new Promise<unknown[]>((resolve) => {
    receive(child.stdout, (message) => {
      if (message.id === 1) {
        send({ method: "initialized", params: {} });
        send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "prisma", version: 1, text } } });
      } else if (message.method === "textDocument/publishDiagnostics" && message.params?.uri === uri) {
        resolve(message.params.diagnostics.map(({ code }) => code));
      }
    });
  });
  assert.ok(codes.includes("type-unknown"), `reported: ${codes}`);
  send({ id: 2, method: "shutdown" });
  send({ method: "exit" });
  assert.equal(await ended, 0);
});

interface Message {
  id?: number;
  method?: string;
  params?: { uri: string; diagnostics: { code: unknown }[] };
}

function receive(stream: NodeJS.ReadableStream, handle: (message: Message) => void): void {
  let pending = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const head = pending.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(pending.toString("latin1", 0, Math.max(head, 0)))?.[1]);
      if (head < 0 || pending.length < head + 4 + length) {
        return;
      }
      handle(JSON.parse(pending.toString("utf8", head + 4, head + 4 + length)) as Message);
      pending = pending.subarray(head + 4 + length);
    }
  });
}
