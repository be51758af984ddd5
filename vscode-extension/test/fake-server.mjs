#!/usr/bin/env node
// Stands in for the binary when the extension itself is tested: just enough of its command line and of the protocol
// to see that everything is connected. It knows no PSL; it looks for words.

import { argv, exit, pid, stdin, stdout } from "node:process";

const VERSION = "0.1.0";

if (argv.includes("--version")) {
  console.log(`psl ${VERSION} (fake)`);
  exit(0);
}
if (argv[2] === "explain") {
  console.log(`# ${argv[3]}\n\nA page about \`${argv[3]}\`.`);
  exit(0);
}

const documents = new Map();
let rules = "auto";

const answers = {
  initialize: () => ({
    serverInfo: { name: "psl", version: VERSION },
    capabilities: {
      textDocumentSync: { openClose: true, change: 1 },
      documentFormattingProvider: true,
      hoverProvider: true,
    },
  }),
  shutdown: () => null,
  "textDocument/formatting": ({ textDocument: { uri } }) =>
    documents.get(uri).text.split("\n").flatMap((line, at) => {
      const start = line.trimEnd().length;
      return start === line.length
        ? []
        : [{ range: { start: { line: at, character: start }, end: { line: at, character: line.length } }, newText: "" }];
    }),
  "textDocument/hover": () => ({ contents: `fake server ${pid}` }),
  "psl/project": ({ textDocument: { uri } }) => {
    const title = `PostgreSQL · Prisma ${rules === "auto" ? "7" : rules}`;
    const page = `# ${title}\n\n## Files\n\n- [${uri.split("/").at(-1)}](${uri})\n`;
    return { title, detail: '1 file · package.json:5 "@prisma/client": "^7.0.0"', warnings: [], page };
  },
  "psl/syntaxTree": ({ textDocument: { uri } }) => `MODEL\n  KEYWORD "model"\n  in ${uri}\n`,
  "psl/diagram": ({ textDocument: { uri } }) => ({ svg: picture(uri), version: documents.get(uri).version }),
};

const notifications = {
  "textDocument/didOpen": ({ textDocument: { uri, version, text } }) => keep(uri, version, text),
  "textDocument/didChange": ({ textDocument: { uri, version }, contentChanges }) =>
    keep(uri, version, contentChanges.at(-1).text),
  "textDocument/didClose": ({ textDocument: { uri } }) => documents.delete(uri),
  exit: () => exit(0),
};

function keep(uri, version, text) {
  documents.set(uri, { version, text });
  const diagnostics = text.split("\n").flatMap((line, at) => {
    const character = line.indexOf("Strng");
    const range = { start: { line: at, character }, end: { line: at, character: character + 5 } };
    const message = "unknown type `Strng`";
    return character < 0 ? [] : [{ range, severity: 1, source: "psl", code: "type-unknown", message }];
  });
  send({ method: "textDocument/publishDiagnostics", params: { uri, version, diagnostics } });
}

function picture(uri) {
  const models = documents.get(uri).text.split("\n").flatMap((text, line) => {
    const name = /^model (\w+)/.exec(text)?.[1];
    return name === undefined ? [] : [{ name, line }];
  });
  const groups = models.map(
    ({ name, line }, at) =>
      `<g data-file="${uri}" data-line="${line}" data-name="${name}" transform="translate(${at * 200} 0)">` +
      `<rect width="160" height="60" rx="6" fill="var(--psl-box, #fff)" stroke="var(--psl-border, #888)"/>` +
      `<text x="12" y="24" fill="var(--psl-foreground, #222)">${name}</text></g>`,
  );
  const width = Math.max(1, models.length) * 200;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 60" width="${width}" height="60">${groups.join("")}</svg>`;
}

function send(message) {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function receive({ id, method, params, result }) {
  if (method === "initialized") {
    send({ id: 1, method: "workspace/configuration", params: { items: [{ section: "psl" }] } });
  } else if (method === undefined && id === 1) {
    rules = result[0].rules;
  } else if (method in notifications) {
    notifications[method](params);
  } else if (id !== undefined && method in answers) {
    send({ id, result: answers[method](params) });
  } else if (id !== undefined && method !== undefined) {
    send({ id, error: { code: -32601, message: `unknown request ${method}` } });
  }
}

let pending = Buffer.alloc(0);
stdin.on("data", (chunk) => {
  pending = Buffer.concat([pending, chunk]);
  for (;;) {
    const head = pending.indexOf("\r\n\r\n");
    const length = Number(/Content-Length: (\d+)/i.exec(pending.subarray(0, Math.max(head, 0)).toString())?.[1]);
    if (head < 0 || pending.length < head + 4 + length) {
      return;
    }
    const body = pending.subarray(head + 4, head + 4 + length).toString();
    pending = pending.subarray(head + 4 + length);
    receive(JSON.parse(body));
  }
});
stdin.on("end", () => exit(1));
