import { describe, expect, it } from 'vitest';
import type { PasteKind } from '@/lib/paste/facts';
import { nothingWords } from './nothing-words';
import type { NamedFact } from './report';

function titleOf(text: string, kinds: readonly PasteKind[], facts: readonly NamedFact[] = []): string {
  return nothingWords({
    text,
    parts: kinds.map((kind, exchange) => ({ exchange, kind, span: [0, text.length] })),
    facts,
  }).title;
}

function fact(name: string, value: string): NamedFact {
  return { name, value, span: [0, 0] };
}

describe('the words in place of a diagnosis', () => {
  it('say what the paste is where all of it is of one known kind', () => {
    expect(titleOf('{}', ['push payload'])).toBe('A push payload, not an error');
    expect(titleOf('1762742830123', ['identifier', 'identifier'])).toBe('An id or an address, not an error');
    expect(titleOf('{}', ['privilege evaluation'])).toBe('A privilege evaluation that shows no problem');
    expect(titleOf('[]', ['log rows'])).toBe('No known problem in these log rows');
    expect(titleOf('{}', ['activity'])).toBe('No known problem in this activity');
  });

  it('call an answer a success only where it stands alone, and no error code stands beside it', () => {
    expect(titleOf('202', ['http exchange'], [fact('status', '202')])).toBe(
      'An answer that succeeded, not an error',
    );
    for (const facts of [
      [fact('status', '202'), fact('status', '400')],
      [fact('status', '200'), fact('code', 'ODD_CODE')],
      [],
    ]) {
      expect(titleOf('202', ['http exchange'], facts)).toBe('No known problem is recognised');
    }
    expect(titleOf('202 202', ['http exchange', 'http exchange'], [fact('status', '202')])).toBe(
      'No known problem is recognised',
    );
  });

  it('promise nothing of a mixture, of prose, or of nothing', () => {
    expect(titleOf('x', ['push payload', 'prose'])).toBe('No known problem is recognised');
    expect(titleOf('thanks', ['prose'])).toBe('No known problem is recognised');
    expect(titleOf('', [])).toBe('No known problem is recognised');
  });

  it('tell a file that is no text from a text with a few odd characters', () => {
    expect(titleOf(`${'\ufffd\u0001'.repeat(50)}PNG`, ['prose'])).toBe('This is not a text');
    expect(titleOf(`\u001b[31mERROR\u001b[0m ${'a line of a log '.repeat(20)}\ufffd`, ['prose'])).toBe(
      'No known problem is recognised',
    );
  });
});
