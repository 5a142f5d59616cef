import { describe, expect, it } from 'vitest';
import { MAX_NAME_CHARACTERS, MAX_NOTE_CHARACTERS, readChange } from './change-issue';
import { changeText } from './read-issue';

const NOW = '2026-11-22T12:00:00.000Z';

describe('a change that is asked for', () => {
  it.each([
    [
      { kind: 'acknowledged', seen: 3, who: ' Ann ' },
      { change: { kind: 'acknowledged' }, seen: 3, who: 'Ann' },
    ],
    [
      { kind: 'resolved', seen: 3 },
      { change: { kind: 'resolved' }, seen: 3, who: null },
    ],
    [
      { kind: 'reopened', seen: 3, who: '' },
      { change: { kind: 'reopened' }, seen: 3, who: null },
    ],
    [
      { kind: 'ignored', seen: 3 },
      { change: { kind: 'ignored', until: null }, seen: 3, who: null },
    ],
    [
      { kind: 'ignored', seen: 3, until: '2026-11-23T01:00:00+01:00' },
      { change: { kind: 'ignored', until: '2026-11-23T00:00:00.000Z' }, seen: 3, who: null },
    ],
    [
      { kind: 'note', text: 'They pushed\nagain.', who: 'Ann\u0000Lee' },
      { change: { kind: 'note', text: 'They pushed\nagain.' }, seen: null, who: 'Ann Lee' },
    ],
  ])('is read: %j', (body, change) => {
    expect(readChange(body, NOW)).toEqual(change);
  });

  it('keeps no secret of a note or a name', () => {
    const token = 'xx5a4db0c0-1234-4000-8000-00000000abcd';
    const read = readChange({ kind: 'note', text: `Authorization: Bearer ${token}`, who: token }, NOW);
    expect(JSON.stringify(read)).not.toContain(token);
  });

  it.each([
    [null, /^Send \{"kind"/],
    [{ kind: 'deleted', seen: 1 }, /^Send \{"kind"/],
    [{ kind: 'resolved' }, /^Say in “seen” which revision/],
    [{ kind: 'note', text: '  ' }, /^A note needs a “text”/],
    [{ kind: 'note', text: 'x'.repeat(MAX_NOTE_CHARACTERS + 1) }, /^A note has 4000 characters at most/],
    [{ kind: 'note', text: 'x', who: 'x'.repeat(MAX_NAME_CHARACTERS + 1) }, /^“who” has 80 characters/],
    [{ kind: 'ignored', seen: 1, until: 'tomorrow' }, /^“until” must be a time in ISO 8601/],
    [{ kind: 'ignored', seen: 1, until: NOW }, /^“until” is over already/],
  ])('is refused in a sentence: %j', (body, sentence) => {
    expect(readChange(body, NOW)).toMatch(sentence);
  });
});

it.each([
  [{ kind: 'opened', detail: null }, 'Opened: seen for the first time.'],
  [{ kind: 'acknowledged', detail: null }, 'Acknowledged.'],
  [{ kind: 'reopened', detail: null }, 'Opened again.'],
  [{ kind: 'note', detail: 'Asked them.' }, 'Asked them.'],
  [{ kind: 'resolved', detail: null }, 'Resolved.'],
  [{ kind: 'resolved', detail: { text: '5 of 5 items indexed.' } }, 'Resolved: 5 of 5 items indexed.'],
  [{ kind: 'ignored', detail: { until: null } }, 'Ignored until somebody opens it again.'],
  [{ kind: 'ignored', detail: { until: NOW } }, 'Ignored until Sun 22 Nov 12:00 UTC.'],
  [
    { kind: 'regressed', detail: { from: 'resolved', seen: NOW } },
    'Came back after it was resolved: seen Sun 22 Nov 12:00 UTC.',
  ],
  [{ kind: 'regressed', detail: null }, 'Came back after it was resolved.'],
] as const)('history is told in sentences: %j', (change, text) => {
  expect(changeText(change)).toBe(text);
});
