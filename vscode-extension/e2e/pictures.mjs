// The pictures of the documentation, taken like any other: scenarios whose last screen is cut to `cut` and written to
// `picture`, a path in the repository.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const example = (path) => readFileSync(fileURLToPath(new URL(`../../examples/${path}`, import.meta.url)), "utf8");
const PAGES = "vscode-extension/media/pictures";
/** What is not the subject is not in the picture. */
const PLAIN = {
  "breadcrumbs.enabled": false,
  "editor.matchBrackets": "never",
  "editor.minimap.enabled": false,
  "editor.stickyScroll.enabled": false,
};
const SMALL = { cut: ".part.editor", size: [760, 440], settings: PLAIN, empty: true, open: "schema.prisma" };

const TICKET = `datasource db {
  provider = "postgresql"
}

/// Something to be done in a room.
model Ticket {
  id     Int    @id @default(autoincrement())
  title  String @unique
  closed Boolen @default(false)
  roomId Int
  room   Room   @relation(fields: [roomId], references: [id])

  @@index([roomId])
}

/// A room people work in.
model Room {
  id      Int      @id
  tickets Ticket[]
}
`;
const FIXED = TICKET.replace("Boolen", "Boolean");

export const pictures = {
  "picture-fix": {
    picture: `${PAGES}/fix.png`,
    ...SMALL,
    files: { "prisma/schema.prisma": TICKET },
    async run(window) {
      await only(window);
      await window.squiggle();
      await window.at("Boolen", 2);
      await window.press("Control+.");
      await window.see('.action-widget .monaco-list-row:has-text("Boolean")');
    },
  },

  "picture-completion": {
    picture: `${PAGES}/completion.png`,
    ...SMALL,
    files: { "prisma/schema.prisma": FIXED },
    async run(window) {
      await only(window);
      await window.atEndOf("title");
      await window.type(" @db.");
      await window.suggestions("VarChar");
      await window.type("Va");
      await window.suggestions("VarBit");
    },
  },

  "picture-hover": {
    picture: `${PAGES}/hover.png`,
    ...SMALL,
    files: { "prisma/schema.prisma": FIXED },
    async run(window) {
      await only(window);
      await window.at("room   Room", 1);
      await window.command("Show or Focus Hover");
      await window.see(".monaco-hover:not(.hidden)");
    },
  },

  "picture-diagram": {
    picture: `${PAGES}/diagram.png`,
    ...SMALL,
    size: [1100, 560],
    files: { "prisma/schema.prisma": example("booking/schema.prisma") },
    async run(window) {
      await only(window);
      await window.diagram();
      await window.command("View: Focus First Editor Group");
      await window.at("model Room");
    },
  },

  "picture-editor": {
    picture: "docs/images/editor.png",
    folder: "bookshop",
    empty: true,
    open: "examples/mistakes.prisma",
    files: { "examples/mistakes.prisma": example("mistakes.prisma") },
    async run(window) {
      await window.squiggle();
      await window.problems("type-unknown-case");
    },
  },
};

/** Nothing beside the editor. */
async function only(window) {
  await window.press("Control+B");
  await window.see(".part.sidebar", { state: "hidden" });
}
