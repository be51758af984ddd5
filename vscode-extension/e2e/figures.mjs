// How long people wait. Each scenario returns a sentence with its figures; nothing fails when they are bad.

import { LARGE } from "./scenarios.mjs";

/** From the first line of a file on the screen to the first mistake underlined, in the page's own time. */
async function untilUnderlined(window, file, text) {
  await window.page.evaluate((text) => {
    globalThis.psl = {};
    const look = () => {
      if (globalThis.psl.text === undefined && document.querySelector(".view-lines")?.textContent?.includes(text)) {
        globalThis.psl.text = performance.now();
      }
      if (globalThis.psl.squiggle === undefined && document.querySelector(".squiggly-error") !== null) {
        globalThis.psl.squiggle = performance.now();
      }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  }, text);
  await window.open(file);
  await window.squiggle();
  const { text: shown, squiggle } = await window.page.evaluate(() => globalThis.psl);
  return Math.round(squiggle - shown);
}

const first = {
  async run(window) {
    // Nothing is open, so the extension sleeps; meanwhile the editor gets its own start done.
    await window.page.waitForTimeout(4000);
    const underlined = await untilUnderlined(window, "mistake.prisma", "Strng");
    await window.command("Developer: Show Running Extensions");
    const row = '.runtime-extensions-editor .monaco-list-row:has-text("PSL")';
    const activation = await (await window.see(`${row} .activation-time`)).innerText();
    return `the first schema is open → its mistake is underlined: ${underlined} ms. ${activation}`;
  },
};

export const figures = {
  "first-file": first,
  "first-file-again": first,
  "first-file-once-more": first,

  "diagram-127": {
    open: "large.prisma",
    files: { "prisma/large.prisma": LARGE },
    async run(window) {
      await window.press("F1");
      await window.page.keyboard.type("PSL: Show Entity Diagram");
      await window.see('.quick-input-list .monaco-list-row.focused:has-text("PSL: Show Entity Diagram")');
      const asked = Date.now();
      await window.press("Enter");
      const page = await window.webview();
      const ready = Date.now();
      await page.waitForSelector("#view svg [data-line]");
      return `127 models: the panel is there after ${ready - asked} ms, the picture after ${Date.now() - asked} ms`;
    },
  },
};
