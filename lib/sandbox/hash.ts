/** Mixes whole numbers (also above 32 bits, also negative) into one unsigned 32-bit number, evenly spread. */
export function mix(...parts: number[]): number {
  let hash = 0x9e3779b9;
  for (const part of parts) {
    hash = Math.imul(hash ^ (part | 0), 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash ^ (Math.floor(part / 2 ** 32) | 0), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

/** A number for a text (FNV-1a), to seed `mix` with names and ids. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The last digits of a number in hexadecimal. */
function hex(value: number, digits: number): string {
  // A one in front of the digits makes padding needless: every log row has such an id.
  const size = 16 ** digits;
  return (size + (value % size)).toString(16).slice(1);
}

/** A UUID (version 4 in form) that two numbers and a time in epoch milliseconds decide; unlike times never give the same one. */
export function uuidOf(seed: number, salt: number, at: number): string {
  const noise = mix(seed, salt, at);
  return `${hex(seed, 8)}-${hex(salt, 4)}-4${hex(noise, 3)}-8${hex(noise >>> 12, 3)}-${hex(at, 12)}`;
}

/** A UUID from a source of randomness (numbers from 0 up to 1). */
export function randomUuid(random: () => number): string {
  const upTo = (end: number) => Math.floor(random() * end);
  return uuidOf(upTo(2 ** 32), upTo(2 ** 16), upTo(2 ** 48));
}

/** `length` lower-case letters and digits, decided by a seed: the random half of a Coveo source id has 26. */
export function alphanumericOf(seed: number, length: number): string {
  let text = '';
  for (let i = 0; text.length < length; i++) text += mix(seed, i).toString(36);
  return text.slice(0, length);
}
