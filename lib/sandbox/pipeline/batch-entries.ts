import { TokenParser, TokenType } from '@streamparser/json';
import type { PushedDelete, PushedItem } from './item';
import { isMetadataKey } from './metadata-size';
import { countPermissions, MOST_PERMISSIONS } from './permissions';

/** Told of each entry of a batch, in the order of the file. */
export interface BatchVisitor {
  put?(item: PushedItem): void;
  /** Of `partialUpdate`, which the Stream API has. */
  change?(item: PushedItem): void;
  delete?(target: PushedDelete): void;
}

const LIST_NAMES = ['addorupdate', 'partialupdate', 'delete'] as const;

type ListName = (typeof LIST_NAMES)[number];

type Scalar = string | number | boolean | null;

/** Brackets that are open within the text, its lists, and their entries. */
const IN_TEXT = 1;
const IN_LIST = 2;
const IN_ENTRY = 3;

/** Permissions of more tokens name too many identities, whatever they are: eight for each that is allowed. */
const MOST_PERMISSION_TOKENS = 8 * 2 * MOST_PERMISSIONS;

/** An entry as far as it was read. Of a key that comes twice, the first value counts. */
interface Entry {
  bytes: number;
  metadataBytes: number;
  documentId?: string;
  deleteChildren?: boolean;
  permissions?: PermissionsReader;
}

interface PermissionsReader {
  take(token: TokenType, value: Scalar): void;
  /** How many identities were named; undefined where that cannot be told. */
  count(): number | undefined;
}

function createPermissionsReader(): PermissionsReader {
  const parser = new TokenParser({ paths: ['$'] });
  let tokens = 0;
  let count: number | undefined;
  parser.onValue = ({ value }) => {
    count = countPermissions(value);
  };
  return {
    take(token, value) {
      tokens += 1;
      if (tokens <= MOST_PERMISSION_TOKENS) parser.write({ token, value });
    },
    count: () => (tokens > MOST_PERMISSION_TOKENS ? MOST_PERMISSIONS + 1 : count),
  };
}

/** How long a value, or what stands around it, is in a text without spaces, in bytes. */
function jsonBytes(token: TokenType, value: Scalar, continues: boolean): number {
  if (token !== TokenType.STRING && token !== TokenType.NUMBER) return String(value).length;
  return Buffer.byteLength(JSON.stringify(value)) - (continues ? 2 : 0);
}

function ofObjects(list: string): string {
  return `"${list}" must be an array of objects`;
}

/** Reads the entries of a batch. */
export interface EntryReader {
  /**
   * Takes the next token of the text. Of a string that was cut, the first piece is a token like any other, and the
   * others continue it.
   */
  take(token: TokenType, value: Scalar, continues: boolean): void;
  /** The entries so far. */
  count(): number;
}

/**
 * Reads the entries of a batch from the tokens of its text, which must be those of a JSON object. Items are measured
 * token by token, as `measureItem` measures one that is there as a whole. `fail` is told of what has not the form of a batch.
 */
export function createEntryReader(visitor: BatchVisitor, fail: (what: string) => void): EntryReader {
  let depth = 0;
  let entries = 0;
  /** The list that is read, as the text's key names it, in lower case; null: it is none of a batch's. */
  let list: ListName | null = null;
  /** Of the entry's value that is read, in lower case. */
  let key = '';
  let isOfMetadata = false;
  /** Whether the next string is a key of the text or of an entry. */
  let isKeyNext = false;
  let isKey = false;
  let entry: Entry | null = null;

  const end = ({ documentId = '', deleteChildren = false, bytes, metadataBytes, permissions }: Entry) => {
    entries += 1;
    if (list === 'delete') visitor.delete?.({ documentId, deleteChildren });
    else
      visitor[list === 'partialupdate' ? 'change' : 'put']?.({
        documentId,
        bytes,
        metadataBytes,
        permissions: permissions?.count(),
      });
  };

  /** Counts a part of the value that an entry has under the key. */
  const measure = (of: Entry, bytes: number) => {
    of.bytes += bytes;
    if (isOfMetadata) of.metadataBytes += bytes;
  };

  const takeInner = (of: Entry, token: TokenType, value: Scalar, continues: boolean) => {
    measure(of, jsonBytes(token, value, continues));
    if (key === 'permissions' && !continues) of.permissions?.take(token, value);
  };

  const open = (token: TokenType, value: Scalar) => {
    if (list !== null && depth <= IN_LIST) {
      const expected = depth === IN_LIST ? TokenType.LEFT_BRACE : TokenType.LEFT_BRACKET;
      if (depth >= IN_TEXT && token !== expected) return fail(ofObjects(list));
      if (depth === IN_LIST) entry = { bytes: 0, metadataBytes: 0 };
    } else if (entry) {
      if (depth === IN_ENTRY && key === 'permissions') entry.permissions ??= createPermissionsReader();
      takeInner(entry, token, value, false);
    }
    depth += 1;
    isKeyNext = depth === IN_TEXT || depth === IN_ENTRY;
  };

  const close = (token: TokenType, value: Scalar) => {
    depth -= 1;
    if (!entry) return;
    if (depth >= IN_ENTRY) return takeInner(entry, token, value, false);
    end(entry);
    entry = null;
  };

  const takeKey = (name: string) => {
    if (depth === IN_TEXT) {
      list = LIST_NAMES.find((known) => known === name) ?? null;
      return;
    }
    key = name;
    isOfMetadata = list === 'partialupdate' ? name === 'value' : isMetadataKey(name);
  };

  const takeValue = (token: TokenType, value: Scalar, continues: boolean) => {
    if (entry && depth > IN_ENTRY) return takeInner(entry, token, value, continues);
    if (!entry) {
      if (list !== null && (depth === IN_LIST || value !== null)) fail(ofObjects(list));
      return;
    }
    measure(entry, typeof value === 'string' ? Buffer.byteLength(value) : jsonBytes(token, value, continues));
    if (continues) return;
    if (key === 'documentid') entry.documentId ??= String(value ?? '');
    if (key === 'deletechildren') entry.deleteChildren ??= value === true;
  };

  return {
    count: () => entries,
    take(token, value, continues) {
      if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) return open(token, value);
      if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) return close(token, value);
      if (token === TokenType.COLON || token === TokenType.COMMA) {
        if (token === TokenType.COMMA) isKeyNext = depth === IN_TEXT || depth === IN_ENTRY;
        if (entry && depth > IN_ENTRY) takeInner(entry, token, value, false);
        return;
      }
      if (!continues) isKey = isKeyNext;
      isKeyNext = false;
      if (!isKey) return takeValue(token, value, continues);
      // The rest of a key that was cut tells nothing.
      if (!continues) takeKey(String(value).toLowerCase());
    },
  };
}
