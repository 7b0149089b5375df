// What the server tells of rules, made to fit VS Code. Links to a rule's page on the web lead to the page in the editor: it needs no network,
// and speaks of the project's own rules too.

/** How the server begins what it tells of a finding: the rule, and the message. */
const HEADING = /^(\*\*\[[a-z0-9-]+\]\([^)]*\)\*\*): .*$/gm;
const PAGE = /https:\/\/tonfall\.dev\/rules\/([a-z0-9-]+)/g;

export const EXPLAIN = "tonfall.explain";

/** The link that explains a rule. */
export function explanationOf(rule: string): string {
  return `command:${EXPLAIN}?${encodeURIComponent(JSON.stringify([rule]))}`;
}

/** A hover as it stands below VS Code's own, which has the messages already: each rule by its name alone, with its page in the editor. */
export function hoverInside(markdown: string): string {
  return markdown.replace(HEADING, "$1").replace(PAGE, (_, rule: string) => explanationOf(rule));
}
