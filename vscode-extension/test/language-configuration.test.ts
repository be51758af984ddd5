import assert from "node:assert/strict";
import * as fs from "node:fs";
import { test } from "node:test";

const configuration = JSON.parse(fs.readFileSync("language-configuration.json", "utf8"));

function matches(pattern: string, lines: Record<string, boolean>): void {
  for (const [line, expected] of Object.entries(lines)) {
    assert.equal(new RegExp(pattern).test(line), expected, line);
  }
}

test("words are whole identifiers", () => {
  const { pattern, flags } = configuration.wordPattern;
  const words = "größe @db.VarChar x-y_1 2nd".match(new RegExp(pattern, `g${flags}`));
  assert.deepEqual(words, ["größe", "db", "VarChar", "x-y_1", "2nd"]);
});

test("Enter continues documentation and opens a block", () => {
  const [documentation, block] = configuration.onEnterRules;
  matches(documentation.beforeText, { "/// text": true, "  ///": true, "// text": false, "x Int /// text": false });
  assert.equal(documentation.action.appendText, "/// ");
  matches(block.beforeText, { "model A {": true, "model A { ": true, "model A": false });
  matches(block.afterText, { "}": true, " }": true, "": false });
});

test("indents inside braces that count", () => {
  const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
  matches(increaseIndentPattern, {
    "model A {": true,
    "model A { // open": true,
    "// model A {": false,
    'x String @default("{")': false,
    'x String @default("{") {': true,
    "enum E {}": false,
  });
  matches(decreaseIndentPattern, { "}": true, "  } model B {": true, "x }": false });
});

test("regions fold", () => {
  const { start, end } = configuration.folding.markers;
  matches(start, { "// #region Shop": true, "  //#region": true, "/// #region": false });
  matches(end, { "// #endregion": true, "// #endregions": false });
});

test("quotes are not doubled inside strings and comments", () => {
  const quote = configuration.autoClosingPairs.find(({ open }: { open: string }) => open === '"');
  assert.deepEqual(quote.notIn, ["string", "comment"]);
});

test("an expression that never ends does not hang", () => {
  const { increaseIndentPattern } = configuration.indentationRules;
  const started = process.cpuUsage();
  new RegExp(increaseIndentPattern).test(`${'"a" /'.repeat(5000)}"`);
  const { user } = process.cpuUsage(started);
  assert.ok(user < 1_000_000, `${user} µs`);
});
