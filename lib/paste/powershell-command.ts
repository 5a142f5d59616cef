import { readAddress } from './coveo-address';
import type { Fact, HeaderFact, Span, UrlFacts } from './facts';
import type { RequestMark } from './marks';
import type { WordHit } from './words';

/** How far a PowerShell command may reach. */
const MAX_COMMAND = 6_000;

/**
 * The call of Invoke-RestMethod or Invoke-WebRequest (or `irm`, `iwr`) whose name the word begins; null where it is
 * another command, or has no address: in an error print, `Invoke-RestMethod :` is followed by the message.
 */
export function readPowerShell(text: string, hit: WordHit): RequestMark | null {
  const window = text.slice(hit.start, hit.start + MAX_COMMAND);
  const name = /^(?:Invoke-(?:RestMethod|WebRequest)|irm|iwr)(?=\s+[-$"'h])/i.exec(window);
  // A print of an error repeats the command behind a plus sign, cut off.
  if (name === null || /\n\s{0,4}\+ [^\n]*$/.test(text.slice(Math.max(0, hit.start - 80), hit.start)))
    return null;
  const command = commandOf(window);
  const url = addressIn(text, hit.start, command);
  const verb = /-Method:?\s+["']?([A-Za-z]{3,7})/i.exec(command);
  if (url === null && verb === null) return null;
  const fallback: Fact<string> = { value: 'GET', span: [hit.start, hit.start + name[0].length] };
  const body = /-Body:?\s+/i.exec(command);
  return {
    type: 'request',
    from: 'command',
    start: hit.start,
    end: hit.start + command.length,
    request: {
      method: verb === null ? fallback : factAt(hit.start, verb, (verb[1] ?? '').toUpperCase()),
      url,
      headers: headersIn(hit.start, command),
      complete:
        !/-(?:Headers|Token|Credential|SkipHttp\w*|WebSession)\s*:?\s+[$(]/i.test(command) && url !== null,
      body: body === null ? null : bodySpan(hit.start, command, body.index + body[0].length),
    },
  };
}

/** The command ends with its line, unless a backtick continues it or a block is open. */
function commandOf(window: string): string {
  let open = 0;
  for (let at = 0; at < window.length; at += 1) {
    const character = window[at];
    if (character === '{' || character === '(') open += 1;
    else if (character === '}' || character === ')') open -= 1;
    else if (character === '\n' && open <= 0 && !/`[ \t]*\r?$/.test(window.slice(Math.max(0, at - 6), at))) {
      return window.slice(0, at);
    }
  }
  return window;
}

function addressIn(text: string, start: number, command: string): UrlFacts | null {
  const offset = command.search(/https?:\/\//i);
  return offset === -1 ? null : readAddress(text, start + offset);
}

function headersIn(start: number, command: string): HeaderFact[] {
  const headers: HeaderFact[] = [];
  const pattern =
    /["']?\b(authorization|content-type|accept|x-[a-z-]{2,40})["']?\s{0,3}=\s{0,3}(["'])([^"'\r\n]{0,2000})\2/gi;
  for (const found of command.matchAll(pattern)) {
    const from = start + found.index;
    headers.push({
      name: (found[1] ?? '').toLowerCase(),
      value: found[3] ?? '',
      span: [from, from + found[0].length],
    });
  }
  const type = /-ContentType:?\s+["']?([\w/+;=. -]{3,80}?)["']?(?=\s|$)/i.exec(command);
  if (type !== null)
    headers.push({
      name: 'content-type',
      value: type[1] ?? '',
      span: [start + type.index, start + type.index + type[0].length],
    });
  return headers;
}

function factAt(start: number, found: RegExpExecArray, value: string): Fact<string> {
  const end = start + found.index + found[0].length;
  return { value, span: [end - (found[1] ?? '').length, end] };
}

function bodySpan(start: number, command: string, at: number): Span | null {
  const value = /^(?:"[^"]*"|'[^']*'|\$\S+|\S+)/.exec(command.slice(at))?.[0];
  return value === undefined ? null : [start + at, start + at + value.length];
}
