// Talks to a language server through its pipes, as an editor does.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

export interface Server {
  request(method: string, params?: object): Promise<unknown>;
  notify(method: string, params?: object): void;
  /** The next notification with this method for which `wanted` holds. */
  notification<Params>(method: string, wanted: (params: Params) => boolean): Promise<Params>;
  /** Asks the server to end; its exit code. */
  stop(): Promise<number | null>;
}

/** The path of the binary that was built from the folders beside this one. */
export function builtBinary(): string {
  const binary = path.resolve(process.env["PSL_BINARY_PATH"] ?? "../target/release/psl");
  assert.ok(
    fs.existsSync(binary),
    `This test needs the psl binary, and there is none at ${binary}. Run "cargo build --release" first, or name one in PSL_BINARY_PATH.`,
  );
  return binary;
}

/** Starts a server and introduces the client, which can do nothing special. */
export async function startServer(binary: string, args: string[], cwd: string): Promise<Server> {
  const child = spawn(binary, args, { cwd, stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const listeners = new Set<(message: Message) => void>();
  let requests = 0;
  const send = (message: Message) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const first = (wanted: (message: Message) => boolean) =>
    new Promise<Message>((resolve) => {
      const listener = (message: Message) => {
        if (wanted(message)) {
          listeners.delete(listener);
          resolve(message);
        }
      };
      listeners.add(listener);
    });
  receive(child.stdout, (message) => listeners.forEach((listener) => listener(message)));

  const server: Server = {
    async request(method, params) {
      requests += 1;
      const id = requests;
      const answer = first((message) => message.id === id && message.method === undefined);
      send({ id, method, params });
      const { result, error } = await answer;
      if (error !== undefined) {
        throw new Error(`${method}: ${error.message}`);
      }
      return result;
    },
    notify: (method, params) => send({ method, params }),
    async notification<Params>(method: string, wanted: (params: Params) => boolean) {
      return (await first((message) => message.method === method && wanted(message.params as Params))).params as Params;
    },
    async stop() {
      await server.request("shutdown");
      server.notify("exit");
      return ended;
    },
  };
  await server.request("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  server.notify("initialized", {});
  return server;
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
