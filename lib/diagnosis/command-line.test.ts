import { expect, test } from 'vitest';
import { diagnoseForCommand } from './command-line';
import { diagnose } from './diagnose';
import { reportMarkdown } from './markdown';

const NOW = '2026-11-22T12:00:00Z';
const EXPIRED = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
const bytes = (text: string) => new TextEncoder().encode(text);

test('the report is printed for reading, or as the JSON of the API', () => {
  const report = diagnose(EXPIRED, { now: NOW });
  expect(diagnoseForCommand(bytes(EXPIRED), { now: NOW, json: false })).toEqual({
    text: reportMarkdown(report),
    recognised: true,
  });
  expect(diagnoseForCommand(bytes(EXPIRED), { now: NOW, json: true })).toEqual({
    text: `${JSON.stringify(report, null, 2)}\n`,
    recognised: true,
  });
});

test('what is no known problem is not recognised', () => {
  const { recognised } = diagnoseForCommand(bytes('Lunch is at noon.'), { now: NOW, json: false });
  expect(recognised).toBe(false);
});

test('no character of a paste steers the terminal, and JSON keeps them all', () => {
  const input = '{"errorCode":"INVALID_JSON","message":"\u001b[31mred\u009b0m\u0007\u007f"}\ttab\r\n';
  for (const json of [false, true]) {
    const { text } = diagnoseForCommand(bytes(input), { now: NOW, json });
    expect(text.replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}/u);
    if (json) expect(JSON.parse(text)).toEqual(diagnose(input, { now: NOW }));
  }
});
