// Runs the grammar the way editors do: with the same two libraries.

import * as fs from "node:fs";
import { createRequire } from "node:module";

import * as oniguruma from "vscode-oniguruma";
import * as textmate from "vscode-textmate";

const GRAMMARS: Record<string, string> = {
  "source.prisma": "syntaxes/prisma.tmLanguage.json",
  "markdown.prisma.codeblock": "syntaxes/markdown.tmLanguage.json",
  "template.prisma.injection": "syntaxes/template.tmLanguage.json",
};

/** Just enough of the languages around: strings and line comments of JavaScript, paragraphs of Markdown. */
const HOSTS: Record<string, textmate.IRawGrammar> = {
  "source.ts": {
    scopeName: "source.ts",
    patterns: [
      { name: "comment.line.ts", match: "//.*$" },
      { name: "string.ts", match: '"[^"]*"' },
      { name: "string.template.ts", begin: "`", end: "`" },
      { name: "variable.ts", match: "[a-z]+" },
    ],
    repository: {} as textmate.IRawGrammar["repository"],
  },
  "text.html.markdown": {
    scopeName: "text.html.markdown",
    patterns: [{ name: "meta.paragraph.markdown", match: ".+" }],
    repository: {} as textmate.IRawGrammar["repository"],
  },
};

export interface Token {
  text: string;
  scopes: string[];
}

export async function loadGrammar(scope: string): Promise<textmate.IGrammar> {
  const wasm = fs.readFileSync(createRequire(__filename).resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (name) => {
      const file = GRAMMARS[name];
      return file === undefined ? HOSTS[name] : textmate.parseRawGrammar(fs.readFileSync(file, "utf8"), file);
    },
    getInjections: (name) =>
      name === "source.ts"
        ? ["template.prisma.injection"]
        : name === "text.html.markdown"
          ? ["markdown.prisma.codeblock"]
          : undefined,
  });
  const grammar = await registry.loadGrammar(scope);
  if (grammar === null) {
    throw new Error(`no grammar for ${scope}`);
  }
  return grammar;
}

/** The tokens of each line, without blanks, with the scopes below the root. */
export function tokenize(grammar: textmate.IGrammar, text: string): Token[][] {
  let state = textmate.INITIAL;
  return text.split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens
      .map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes: scopes.slice(1) }))
      .filter(({ text }) => text.trim() !== "");
  });
}
