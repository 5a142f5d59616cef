import { writtenAt } from './written';

/** The ids to mask, as they are written in full. An empty id is ignored. */
export interface Identifiers {
  readonly organization?: readonly string[];
  readonly sources?: readonly string[];
  readonly items?: readonly string[];
}

/**
 * The text with `<organization>`, `<source>` and `<item>` where these ids stood, in any case, percent-encoded or escaped
 * for JSON or HTML; numbered, `<source-1>`, in the order given where there are several of a kind. Where several ids
 * begin, the longest is taken, so a source id that holds the organization's becomes `<source>`, and one that was not
 * given keeps only its other half. A text without any is returned as it is. Linear in the text, whatever the number of
 * ids.
 */
export function maskIdentifiers(text: string, { organization, sources, items }: Identifiers): string {
  const root = nodeOf();
  // Of an id that is two things, the first one counts.
  addAll(root, 'organization', organization);
  addAll(root, 'source', sources);
  addAll(root, 'item', items);
  if (root.next.size === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const found = mayBegin(root, text, at) ? longestAt(root, text, at) : null;
    if (found === null) {
      at += 1;
      continue;
    }
    parts.push(text.slice(from, at), found.mask);
    from = found.end;
    at = found.end;
  }
  return from === 0 ? text : parts.join('') + text.slice(from);
}

/** Ids by their characters in small letters: those that begin alike share a way. */
interface Node {
  readonly next: Map<string, Node>;
  /** What stands for the id that ends here. */
  mask: string | null;
}

function nodeOf(): Node {
  return { next: new Map(), mask: null };
}

function addAll(root: Node, word: string, ids: readonly string[] = []): void {
  const known = [...new Set(ids.filter((id) => id !== ''))];
  for (const [index, id] of known.entries()) {
    let node = root;
    for (const character of id) {
      const key = character.toLowerCase();
      const next = node.next.get(key) ?? nodeOf();
      node.next.set(key, next);
      node = next;
    }
    node.mask ??= known.length === 1 ? `<${word}>` : `<${word}-${index + 1}>`;
  }
}

/** A cheap look before a character is read in all its ways. */
function mayBegin({ next }: Node, text: string, at: number): boolean {
  const character = text.charAt(at);
  return next.has(character.toLowerCase()) || /[%\\&+\ud800-\udbff]/.test(character);
}

interface Found {
  readonly mask: string;
  readonly end: number;
}

/** The longest id that stands at an offset; null where none does. */
function longestAt(root: Node, text: string, start: number): Found | null {
  let longest: Found | null = null;
  const open = [{ node: root, at: start }];
  const seen = new Map<Node, Set<number>>();
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { node, at } = place;
    if (node.mask !== null && (longest === null || at > longest.end)) longest = { mask: node.mask, end: at };
    if (node.next.size === 0) continue;
    const ways = writtenAt(text, at).flatMap(({ character, end }) => {
      const next = node.next.get(character);
      return next === undefined ? [] : [{ node: next, at: end }];
    });
    for (const way of ways) {
      if (ways.length === 1 || isNew(way.node, way.at, seen)) open.push(way);
    }
  }
  return longest;
}

/** Percent signs can be read in several ways that come to the same place. */
function isNew(node: Node, at: number, seen: Map<Node, Set<number>>): boolean {
  const places = seen.get(node) ?? new Set();
  seen.set(node, places);
  return !places.has(at) && places.add(at).size > 0;
}
