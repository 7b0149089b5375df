// A long text becomes the beginning of it, for a line that is short.

/** The most characters that a line under an input shows well. */
const MOST = 60;

export function preview(text: string): string {
  const line = text.trim().replace(/\s+/gu, " ");
  const characters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  return characters.length <= MOST ? line : `${characters.slice(0, MOST - 1).join("").replace(/[\s\p{P}]+$/u, "")}…`;
}
