import { readAddress } from './coveo-address';
import type { Fact, HeaderFact, Span, UrlFacts } from './facts';
import type { RequestMark } from './marks';
import { readShellWords, type ShellWord } from './shell-words';

/** Options that take a value, by what it is. */
const VALUED: Readonly<
  Record<string, 'method' | 'header' | 'body' | 'upload' | 'address' | 'agent' | 'basic' | 'bearer' | 'other'>
> = {
  '-X': 'method',
  '--request': 'method',
  '-H': 'header',
  '--header': 'header',
  '-d': 'body',
  '--data': 'body',
  '--data-raw': 'body',
  '--data-binary': 'body',
  '--data-ascii': 'body',
  '--data-urlencode': 'body',
  '--json': 'body',
  '-F': 'body',
  '--form': 'body',
  '-T': 'upload',
  '--upload-file': 'upload',
  '--url': 'address',
  '-A': 'agent',
  '--user-agent': 'agent',
  '-u': 'basic',
  '--user': 'basic',
  '--oauth2-bearer': 'bearer',
  '-b': 'other',
  '--cookie': 'other',
  '-o': 'other',
  '--output': 'other',
  '-w': 'other',
  '--write-out': 'other',
  '-x': 'other',
  '--proxy': 'other',
  '-m': 'other',
  '--max-time': 'other',
  '--connect-timeout': 'other',
  '--retry': 'other',
  '--retry-delay': 'other',
  '-e': 'other',
  '--referer': 'other',
  '--cacert': 'other',
  '--cert': 'other',
  '--key': 'other',
  '--resolve': 'other',
  '-c': 'other',
  '--cookie-jar': 'other',
  '-K': 'other',
  '--config': 'other',
};
const ATTACHED = /^(-[XHdFTAuboxwmec])(.+)$/s;
const LONG_ATTACHED = /^(--[a-z0-9-]+)=(.+)$/s;

/** What a command line begins with behind `curl`; a sentence about cURL goes on otherwise. */
const BEGINNING =
  /(?:\.exe)?(?:[ \t]|[\\^`][ \t]{0,3}\r?\n[ \t>]{0,8}){1,40}(?:-{1,2}[A-Za-z]|["']?https?:|["']?\$|["']?(?:api|platform|localhost)[\w.-]*[.:/]|["'][A-Za-z]+:\/\/)/iy;

/**
 * The cURL command whose name begins at `start` and ends at `end`, and how far it was read; null where what follows is
 * no command line, as in a sentence about cURL. `command` is null where it calls nothing.
 */
export function readCurl(
  text: string,
  start: number,
  end: number,
): { readonly command: RequestMark | null; readonly end: number } | null {
  BEGINNING.lastIndex = end;
  if (!BEGINNING.test(text)) return null;
  const { words, end: commandEnd } = readShellWords(text, text.startsWith('.exe', end) ? end + 4 : end);
  return { command: read(text, start, commandEnd, words), end: commandEnd };
}

function read(text: string, start: number, end: number, words: readonly ShellWord[]): RequestMark | null {
  let method: Fact<string> | null = null;
  let implied: string | null = null;
  let url: UrlFacts | null = null;
  let body: Span | null = null;
  const headers: HeaderFact[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const option = splitOption(word);
    const role = VALUED[option.name];
    if (role === undefined) {
      if (!word.value.startsWith('-')) url ??= addressOf(text, word);
      else if (/^(?:-G|--get)$/.test(word.value)) implied = 'GET';
      else if (/^(?:-I|--head)$/.test(word.value)) implied = 'HEAD';
      continue;
    }
    if (option.value === null) index += 1;
    const given = option.value ?? words[index];
    if (given === undefined) break;
    if (role === 'method') method = { value: given.value.toUpperCase(), span: [given.start, given.end] };
    else if (role === 'address') url ??= addressOf(text, given);
    else if (role === 'header') headers.push(...headerOf(given));
    else if (role === 'agent')
      headers.push({ name: 'user-agent', value: given.value, span: [given.start, given.end] });
    else if (role === 'basic' || role === 'bearer') {
      const value = role === 'basic' ? 'Basic' : 'Bearer';
      headers.push({ name: 'authorization', value, span: [word.start, given.end] });
    } else if (role === 'body' || role === 'upload') {
      implied ??= role === 'upload' ? 'PUT' : 'POST';
      if (role === 'body') body ??= [given.start, given.end];
      if (option.name === '--json')
        headers.push({ name: 'content-type', value: 'application/json', span: [word.start, word.end] });
    }
  }
  if (url === null && headers.length === 0) return null;
  const span: Span = url?.span ?? [start, start + 4];
  return {
    type: 'request',
    from: 'command',
    start,
    end,
    request: {
      method: method ?? { value: implied ?? 'GET', span },
      url,
      headers,
      complete: end < text.length || url !== null,
      body,
    },
  };
}

/** An option that its value is attached to (`-XPUT`, `--request=PUT`). */
function splitOption(word: ShellWord): { name: string; value: ShellWord | null } {
  if (VALUED[word.value] !== undefined) return { name: word.value, value: null };
  const found = ATTACHED.exec(word.value) ?? LONG_ATTACHED.exec(word.value);
  if (found === null || VALUED[found[1] ?? ''] === undefined) return { name: word.value, value: null };
  const [, name = '', value = ''] = found;
  return { name, value: { value, start: Math.max(word.start, word.end - value.length), end: word.end } };
}

function headerOf({ value, start, end }: ShellWord): HeaderFact[] {
  const found = /^([\w-]{1,80})\s*[:;]\s*(.*)$/s.exec(value);
  return found === null
    ? []
    : [{ name: (found[1] ?? '').toLowerCase(), value: found[2] ?? '', span: [start, end] }];
}

function addressOf(text: string, word: ShellWord): UrlFacts | null {
  const offset = text.slice(word.start, word.end).search(/https?:/i);
  return offset === -1 ? null : readAddress(text, word.start + offset);
}
