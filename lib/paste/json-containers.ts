import { behindQuote, closingQuote, type Quote, quoteAt } from './quoting';

/** An object or array of a JSON text, by where it stands. */
export interface JsonContainer {
  readonly kind: 'object' | 'array';
  readonly start: number;
  /** Behind its bracket; where the text is cut or broken, as far as it was read. */
  end: number;
  complete: boolean;
  /** 0 for one that stands in no other. */
  readonly depth: number;
  /** Index of what it stands in; -1 for none. */
  readonly parent: number;
  /** The key that it is the value of, as written; null in arrays. */
  readonly key: string | null;
  /** Keys of an outermost object, in lower case; at most `MAX_KEYS`. */
  readonly keys: string[];
}

/** Containers beyond this number are read over. */
const MAX_CONTAINERS = 150_000;
const MAX_KEYS = 60;

/** An open container while it is read. */
interface Open {
  readonly isObject: boolean;
  /** Index of its record; -1 where none is kept. */
  readonly record: number;
}

/**
 * All objects and arrays of the JSON that stands in a text, in the order in which they open, in one pass. Strings may
 * be quoted and escaped as they like, keys may be bare. Those nested deeper than `maxDepth` are read over. Where it stops to be JSON, what is open ends there, and the
 * search goes on behind it.
 */
export function readContainers(text: string, from: number, to: number, maxDepth: number): JsonContainer[] {
  const containers: JsonContainer[] = [];
  let at = from;
  while (at < to && containers.length < MAX_CONTAINERS) {
    at = nextBracket(text, at, to);
    if (at >= to) break;
    at = readOne(text, at, to, containers, maxDepth);
  }
  return containers;
}

function nextBracket(text: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) return at;
  }
  return to;
}

/** Reads one outermost container; gives the offset where to go on. */
function readOne(
  text: string,
  start: number,
  to: number,
  containers: JsonContainer[],
  maxDepth: number,
): number {
  const open: Open[] = [];
  let at = start;
  let key: string | null = null;
  let expectsKey = false;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === 0x2c || code === 0x3a) {
      if (code === 0x2c) expectsKey = open.at(-1)?.isObject === true;
      at += 1;
    } else if (code === 0x7b || code === 0x5b) {
      if (expectsKey) break;
      const isObject = code === 0x7b;
      const kept = open.length <= maxDepth && containers.length < MAX_CONTAINERS;
      open.push({ isObject, record: kept ? record(containers, open, isObject, at, key) : -1 });
      key = null;
      expectsKey = isObject;
      at += 1;
    } else if (code === 0x7d || code === 0x5d) {
      const top = open.pop();
      if (top === undefined || top.isObject !== (code === 0x7d)) break;
      at += 1;
      const closed = containers[top.record];
      if (closed !== undefined) {
        closed.end = at;
        closed.complete = true;
      }
      if (open.length === 0) return at;
      expectsKey = false;
    } else {
      const string = readString(text, at, to);
      const end = string?.end ?? bareEnd(text, at, to);
      if (end === at) break;
      if (expectsKey) {
        const inner = string === null ? text.slice(at, end) : text.slice(string.from, string.to);
        if (inner.length > 200 || !isColonNext(text, end)) break;
        key = inner;
        const outermost = open.length === 1 ? containers[open[0]?.record ?? -1] : undefined;
        if (outermost !== undefined && outermost.keys.length < MAX_KEYS)
          outermost.keys.push(inner.toLowerCase());
        expectsKey = false;
      } else key = null;
      at = end;
    }
  }
  for (const { record: index } of open) {
    const cut = containers[index];
    if (cut !== undefined) cut.end = Math.min(at, to);
  }
  return Math.max(at, start + 1);
}

function record(
  containers: JsonContainer[],
  open: readonly Open[],
  isObject: boolean,
  start: number,
  key: string | null,
): number {
  const parent = open.at(-1)?.record ?? -1;
  containers.push({
    kind: isObject ? 'object' : 'array',
    start,
    end: start + 1,
    complete: false,
    depth: open.length,
    parent,
    key,
    keys: [],
  });
  return containers.length - 1;
}

const PLAIN_QUOTE: Quote = { mark: '"', depth: 0, length: 1 };

function readString(text: string, at: number, to: number): { from: number; to: number; end: number } | null {
  const plain = text.charCodeAt(at) === 0x22;
  const quote = plain ? PLAIN_QUOTE : quoteAt(text, at);
  if (quote === null) return null;
  const from = at + quote.length;
  const closing = plain ? closingPlain(text, from, to) : closingQuote(text, from, quote, to);
  if (closing === -1) return { from, to, end: to };
  return { from, to: closing, end: behindQuote(text, closing, quote) };
}

/** The closing quote of an ordinary JSON string, quickly. */
function closingPlain(text: string, from: number, to: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && at < to) {
    let slashes = 0;
    while (at - slashes - 1 >= from && text.charCodeAt(at - slashes - 1) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return at;
    at = text.indexOf('"', at + 1);
  }
  return -1;
}

const BARE = /[\w$.+-]{1,200}|\\+[nrt]/y;

/** Where a number, a literal, a bare key or an escaped line break ends. */
function bareEnd(text: string, at: number, to: number): number {
  BARE.lastIndex = at;
  const bare = BARE.exec(text);
  return bare === null ? at : Math.min(to, at + bare[0].length);
}

function isColonNext(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return at >= text.length || text.charCodeAt(at) === 0x3a;
}
