import { TokenType } from '@streamparser/json';

/** Follows the tokens of a JSON text, holding nothing but the brackets that are open. */
export interface JsonGrammar {
  /** Whether a token may come next; it is taken to have come. */
  takes(token: TokenType): boolean;
  /** Whether the text is a whole value. */
  isWhole(): boolean;
}

/** Brackets that may be open at a time: a text of nothing else would take up much more memory than it has bytes. */
const MOST_OPEN = 1_000;

/** What may come next: `first` is right after an opening bracket, which may be closed at once. */
type Next = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma' | 'nothing';

/** The grammar of JSON, before the first token of a text. */
export function createJsonGrammar(): JsonGrammar {
  const open: ('object' | 'array')[] = [];
  let next: Next = 'value';

  const afterValue = () => {
    next = open.length === 0 ? 'nothing' : 'comma';
    return true;
  };
  const begin = (what: 'object' | 'array') => {
    if (open.length === MOST_OPEN) return false;
    open.push(what);
    next = what === 'object' ? 'first key' : 'first value';
    return true;
  };
  const end = (what: 'object' | 'array') => {
    const mayEnd = next === 'comma' || next === (what === 'object' ? 'first key' : 'first value');
    return mayEnd && open.pop() === what && afterValue();
  };
  const go = (from: Next, to: Next) => {
    if (next !== from) return false;
    next = to;
    return true;
  };
  const isValueNext = () => next === 'value' || next === 'first value';

  return {
    isWhole: () => next === 'nothing',
    takes(token) {
      switch (token) {
        case TokenType.LEFT_BRACE:
          return isValueNext() && begin('object');
        case TokenType.LEFT_BRACKET:
          return isValueNext() && begin('array');
        case TokenType.RIGHT_BRACE:
          return end('object');
        case TokenType.RIGHT_BRACKET:
          return end('array');
        case TokenType.COLON:
          return go('colon', 'value');
        case TokenType.COMMA:
          return go('comma', open.at(-1) === 'object' ? 'key' : 'value');
        case TokenType.STRING:
          return isValueNext() ? afterValue() : go('key', 'colon') || go('first key', 'colon');
        default:
          return isValueNext() && afterValue();
      }
    },
  };
}
