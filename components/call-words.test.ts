import { expect, it } from 'vitest';
import { callName, readAdvice } from './call-words';

it('names a call in plain words, and one that it does not know by its own name', () => {
  expect([callName('logs.list'), callName('limits.get')]).toEqual(['Log rows', 'limits.get']);
});

it('says who acts on a refusal, with the privilege that is missing', () => {
  expect(readAdvice('logs.facetsStats', 403)).toBe(
    'An administrator: this token may not read it; its privileges must include Organization (View) and Sources (View all).',
  );
  expect(readAdvice('activities.list', 403)).toContain('Activities (View)');
  expect(readAdvice('sources.get', 403)).toContain('Sources (View)');
  expect(readAdvice('limits', 403)).toContain('Organization (View)');
  expect(readAdvice('apikeys.list', 403)).toContain('API keys (View)');
  expect(readAdvice('fields.page', 403)).toBe('An administrator: this token may not read it.');
});

it('has advice for each way of failing, and none for what it does not know', () => {
  const advised = [undefined, 200, 401, 404, 429, 500, 502].map((status) => readAdvice('logs.list', status));
  expect(new Set(advised.slice(0, 5)).size).toBe(5);
  expect(advised[5]).toBe(advised[6]);
  expect(advised[5]).toMatch(/^Coveo: /);
  expect(readAdvice('logs.list', 418)).toBeNull();
});
