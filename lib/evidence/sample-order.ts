/**
 * Texts, each once, in an order that has nothing to do with what they say and is always the same: the first of them are
 * as good as drawn by lot (32-bit FNV-1a over UTF-16, mixed).
 */
export function sampleOrder(texts: Iterable<string>): string[] {
  const placed = [...new Set(texts)].map((text) => ({ text, place: placeOf(text) }));
  placed.sort((a, b) => a.place - b.place || (a.text < b.text ? -1 : 1));
  return placed.map(({ text }) => text);
}

function placeOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
