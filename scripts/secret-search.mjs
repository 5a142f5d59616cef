/** The fewest characters by which a secret is recognised: chance does not make so many alike. */
const WINDOW = 12;

/** A shorter text cannot be told from any other. */
const SHORTEST = 16;

/**
 * Looks for planted secrets in bytes, in one pass whatever their number. A part of a secret counts: its first and last
 * twelve characters, and its inside as base64.
 */
export function createSecretSearch() {
  const planted = new Map();
  const needles = new Map();
  const starts = new Uint8Array(65_536);
  let longest = 0;

  function addNeedle(text, name) {
    const bytes = Buffer.from(text);
    const key = bytes.readUInt32BE(0);
    needles.set(key, [...(needles.get(key) ?? []), { bytes, name }]);
    starts[bytes.readUInt16BE(0)] = 1;
    longest = Math.max(longest, bytes.length);
  }

  /** Names of the secrets in these bytes, each once. */
  function search(bytes) {
    const found = new Set();
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      if (starts[(bytes[at] << 8) | bytes[at + 1]] === 0) continue;
      for (const needle of needles.get(bytes.readUInt32BE(at)) ?? []) {
        const end = at + needle.bytes.length;
        if (end <= bytes.length && bytes.compare(needle.bytes, 0, needle.bytes.length, at, end) === 0) {
          found.add(needle.name);
        }
      }
    }
    return [...found];
  }

  return {
    /** Plants a secret under a name that may be told; one that is too short, or known already, changes nothing. */
    plant(secret, name) {
      if (secret.length < SHORTEST || planted.has(secret)) return;
      planted.set(secret, name);
      for (const text of needlesOf(secret)) addNeedle(text, name);
    },
    search,
    /** How many secrets are planted. */
    count: () => planted.size,
    /** Searches bytes that come in pieces: also across the edges between them. */
    stream() {
      let rest = Buffer.alloc(0);
      return (piece) => {
        const bytes = Buffer.concat([rest, piece]);
        rest = bytes.subarray(Math.max(0, bytes.length - longest + 1));
        return search(bytes);
      };
    },
  };
}

function needlesOf(secret) {
  const windows = [secret.slice(0, WINDOW), secret.slice(-WINDOW)].filter(isTelling);
  return [...(windows.length === 0 ? [secret] : windows), ...base64Of(secret)];
}

/** A window of few different characters, or with which every JWT begins, says nothing. */
function isTelling(window) {
  return new Set(window).size >= 6 && !window.startsWith('eyJ');
}

/** The base64 of a text whatever stands before it: three ways, without the characters that depend on neighbours. */
function base64Of(secret) {
  return [0, 1, 2].map((before) => {
    const coded = Buffer.from('x'.repeat(before) + secret)
      .toString('base64')
      .replace(/=+$/, '');
    return coded.slice(before === 0 ? 0 : 4, -4).slice(0, 2 * WINDOW);
  });
}
