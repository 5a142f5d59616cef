/** A source of whole numbers below `n`, the same for the same seed (mulberry32). */
function dice(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) % n;
  };
}

const letters = (pick, alphabet, count) =>
  Array.from({ length: count }, () => alphabet[pick(alphabet.length)]).join('');
const hex = (pick, count) => letters(pick, '0123456789abcdef', count);
const uuid = (pick) => [8, 4, 4, 4, 12].map((count) => hex(pick, count)).join('-');
const key = (pick) => `xx${uuid(pick)}`;
const second = (n) => new Date(Date.UTC(2026, 10, 20) + n * 1_000).toISOString();
const one = (pick, list) => list[pick(list.length)];

const PUSH = '/push/v1/organizations/acme/sources/abcdefghijklmnopqrstuvwxyz-acme/documents';
const ERRORS = [
  [412, 'OUT_OF_SEQUENCE_OPERATION', 'The ordering id is lower than that of the last operation.'],
  [400, 'INVALID_JSON', 'The body is not JSON.'],
  [403, 'ACCESS_DENIED', 'Access is denied.'],
  [415, 'UNSUPPORTED_MEDIA_TYPE', 'The content type is not supported.'],
  [429, 'TOO_MANY_REQUESTS', 'Too many calls.'],
];
const WORDS =
  'the nightly job of the shop pushes items in batches and somebody saw “nothing new” since Tuesday'.split(
    ' ',
  );

const errorBody = (pick) => {
  const [, errorCode, message] = one(pick, ERRORS);
  return JSON.stringify({ message, errorCode, requestID: uuid(pick) });
};

function logLine(pick, n) {
  if (n % 40 === 1) {
    return `${second(n)} ERROR push - PUT ${PUSH}?orderingId=${1_790_000_000_000 + n} failed (412): ${errorBody(pick)}\n`;
  }
  const words = Array.from({ length: 6 + pick(10) }, () => one(pick, WORDS)).join(' ');
  return `${second(n)} ${one(pick, ['INFO ', 'DEBUG', 'WARN '])} job-${pick(9)} - ${words}\n`;
}

function harEntry(pick, n) {
  const [status, errorCode, message] = one(pick, ERRORS);
  return JSON.stringify({
    startedDateTime: second(n),
    request: {
      method: 'PUT',
      url: `https://api.cloud.coveo.com${PUSH}?documentId=https%3A%2F%2Fshop.example%2F${n}`,
      headers: [{ name: 'Authorization', value: `Bearer ${key(pick)}` }],
      postData: { mimeType: 'application/json', text: JSON.stringify({ title: one(pick, WORDS), n }) },
    },
    response: {
      status,
      headers: [{ name: 'x-request-id', value: uuid(pick) }],
      content: { mimeType: 'application/json', text: JSON.stringify({ errorCode, message }) },
    },
  });
}

function logRow(pick, n) {
  const isRefused = n % 5 === 0;
  return JSON.stringify({
    datetime: second(n),
    guid: uuid(pick),
    id: `https://shop.example/items/${n}`,
    operation: one(pick, ['ADD', 'UPDATE']),
    result: isRefused ? 'REJECTED' : 'COMPLETED',
    task: isRefused ? 'CONSUMING' : one(pick, ['CONSUMING', 'PROCESSING', 'MAPPING', 'INDEXING']),
    sourceId: 'abcdefghijklmnopqrstuvwxyz-acme',
    organizationId: 'acme',
    requestId: uuid(pick),
    meta: isRefused ? { error: 'OUT_OF_SEQUENCE_OPERATION' } : { duration: `0.${pick(900)}` },
  });
}

function curlCall(pick, n) {
  const [status] = one(pick, ERRORS);
  return [
    `> PUT ${PUSH}?documentId=https%3A%2F%2Fshop.example%2F${n} HTTP/1.1`,
    '> Host: api.cloud.coveo.com',
    `> Authorization: Bearer ${key(pick)}`,
    '> Content-Type: application/json',
    '>',
    '* upload completely sent off: 118 bytes',
    `< HTTP/1.1 ${status} Refused`,
    `< X-Request-ID: ${uuid(pick)}`,
    '< Content-Type: application/json',
    '<',
    errorBody(pick),
    '* Connection #0 to host api.cloud.coveo.com left intact',
    '',
  ].join('\n');
}

const randomLine = (pick) =>
  `${letters(pick, 'abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789_-.,:;/"=', 40 + pick(60))}\n`;

const LINES = { head: '', between: '', tail: '' };
const HAR = { head: '{"log":{"version":"1.2","entries":[', between: ',', tail: ']}}' };
const ROWS = { head: '{"documentLogEntries":[', between: ',', tail: '],"hasNextPage":true}' };

/** The kinds of pastes: what they are made of, piece by piece, and whether the whole is JSON. */
export const PASTES = {
  'error in a log': { piece: logLine, frame: LINES, isJson: false },
  HAR: { piece: harEntry, frame: HAR, isJson: true },
  'log rows': { piece: logRow, frame: ROWS, isJson: true },
  'curl -v': { piece: curlCall, frame: LINES, isJson: false },
  'random text': { piece: randomLine, frame: LINES, isJson: false },
};

/** Beginnings without an end: what a reader that looks ahead for the end, or back for the beginning, is slowest at. */
export const ADVERSARIES = {
  'open braces': '{',
  'open lists': '[',
  quotes: '"',
  backslashes: '\\',
  tags: '<Error><Code>',
  'bodies cut off': '{"errorCode":"',
  'status lines': 'HTTP/1.1 403 ',
  'curl commands': 'curl -H "',
  digits: '1790000000000',
  'one long word': 'a',
  'token beginnings': 'Authorization: Bearer eyJ',
  signatures: 'X-Amz-Signature=&',
};

/**
 * A paste of one of the kinds of `PASTES`, of exactly `bytes` bytes of UTF-8: as many pieces as fit, then spaces.
 * The same seed gives the same paste.
 */
export function makePaste(kind, bytes, seed) {
  const { piece, frame } = PASTES[kind];
  const pick = dice(seed);
  const parts = [frame.head];
  let size = frame.head.length + frame.tail.length;
  for (let n = 0; ; n += 1) {
    const next = `${n === 0 ? '' : frame.between}${piece(pick, n)}`;
    const more = Buffer.byteLength(next);
    if (size + more > bytes) break;
    parts.push(next);
    size += more;
  }
  return flat(`${parts.join('')}${frame.tail}${' '.repeat(bytes - size)}`);
}

/** A paste of one of the kinds of `ADVERSARIES`, of exactly `bytes` bytes. */
export function makeAdversary(kind, bytes) {
  const part = ADVERSARIES[kind];
  return flat(part.repeat(Math.ceil(bytes / part.length)).slice(0, bytes));
}

/** As one piece of memory, as a paste arrives, and not as the tree of parts that joining strings makes. */
function flat(text) {
  return Buffer.from(text).toString();
}
