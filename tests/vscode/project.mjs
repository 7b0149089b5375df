// A company's folder of drafts, small and made up.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const FILES = {
  "tonfall.yaml": `language: de
brand:
  names: [Nordnetz]
address: {default: sie}
rules:
  vague-time: error
`,
  "replies/facebook/internet-weg.md": `---
kind: reply
channel: facebook
complaint:
  author: Hannes Schleeh
  title: Herr
  text: |
    Seit Freitag ist mein Internet weg, und bei Ihnen geht niemand ans Telefon.
    Wann kommt der Techniker?
---
Hallo Herr Schlee,

das tut mir leid. Wir haben Ihre Nachricht an die Technik weitergegeben.

Mia Brandl, Nordnetz
`,
  "replies/x/lost-parcel.md": `---
kind: reply
channel: x
complaint:
  author: Sinéad O'Brien
  text: My parcel has been in transit for nine days. Where is it?
---
Hi Sinéad O'Brian, we are sorry about that. We have passed your message on to the carrier.
`,
  "posts/x-winter.md": `---
kind: post
channel: x
---
Ab Montag fährt unser Infobus wieder durchs Eschtal, donnerstags hält er um 15 Uhr am Markt in Obermoos. Was wollen Sie über Glasfaser wissen?
`,
};

/** A folder with the files; the name of its last part is what the editor shows. */
export function makeProject() {
  const home = mkdtempSync(join(tmpdir(), "tonfall-project-"));
  const folder = join(home, "nordnetz");
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, remove: () => rmSync(home, { recursive: true, force: true }) };
}
