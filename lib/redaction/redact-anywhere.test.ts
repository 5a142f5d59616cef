import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CARRIERS } from './carriers-under-test';
import { redact } from './redact';
import { findSecrets } from './secrets';
import { WRAPPINGS } from './wrappings-under-test';

describe('whatever surrounds it', () => {
  const characters = (alphabet: string, min: number, max: number) =>
    fc.string({ unit: fc.constantFrom(...alphabet), minLength: min, maxLength: max });
  const WORD = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const hex = (length: number) => characters('0123456789abcdef', length, length);
  const apiKey = fc
    .tuple(hex(8), hex(4), hex(4), hex(4), hex(12))
    .map(([first, ...rest]) => `xx${[first, ...rest].join('-')}`);
  const jwt = fc
    .tuple(characters(WORD, 16, 60), characters(WORD, 16, 60), characters(`${WORD}-_`, 20, 60))
    .map((parts) => `eyJ${parts.join('.')}`);
  const opaque = characters(`${WORD}-_.~`, 20, 60).map((text) => `s${text}t`);
  const surroundings = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'"\\\'&=:;,{}[]<>% \nxeyJ-0'), maxLength: 60 }),
    fc.constantFrom('Authorization: ', '"token":"', '?Signature=', 'Bearer ', '%22', '\\u0022', '&quot;'),
  );
  const wrapped = fc.oneof(
    apiKey.map((secret) => ({ secret, text: secret })),
    jwt.map((secret) => ({ secret, text: secret })),
    fc
      .tuple(
        opaque,
        fc.constantFrom(
          (secret: string) => `\nAuthorization: Bearer ${secret}\n`,
          (secret: string) => ` "Authorization": "Bearer ${secret}"\n`,
          (secret: string) => ` -H 'authorization: Basic ${secret}' `,
          (secret: string) => `?X-Amz-Signature=${secret}&`,
          (secret: string) => `&Signature=${secret} `,
          (secret: string) => `?access_token=${secret}&`,
          (secret: string) => `{"token":"${secret}"}`,
          (secret: string) => ` "password" : "${secret}"\n`,
        ),
      )
      .map(([secret, wrap]) => ({ secret, text: wrap(secret) })),
  );

  test('no secret survives', () => {
    fc.assert(
      fc.property(surroundings, wrapped, surroundings, (before, { secret, text }, after) => {
        expect(redact(before + text + after)).not.toContain(secret);
      }),
      { numRuns: 2_000 },
    );
  });

  const wrapping = fc.constantFrom(...WRAPPINGS);
  const carrier = fc.constantFrom(...CARRIERS);

  test('no secret survives between any two characters of a sample, however it is written down', () => {
    fc.assert(
      fc.property(carrier, fc.nat(), wrapping, opaque, (text, place, { wrap }, secret) => {
        const at = place % (text.length + 1);
        expect(redact(text.slice(0, at) + wrap(secret) + text.slice(at))).not.toContain(secret);
      }),
      { numRuns: 8_000 },
    );
  });

  test('no key or token of a known shape survives anywhere in a sample', () => {
    fc.assert(
      fc.property(carrier, fc.nat(), fc.oneof(apiKey, jwt), (text, place, secret) => {
        const at = place % (text.length + 1);
        expect(redact(text.slice(0, at) + secret + text.slice(at))).not.toContain(secret);
      }),
      { numRuns: 2_000 },
    );
  });

  test('no secret survives that was cut in the middle with its text', () => {
    fc.assert(
      fc.property(wrapping, opaque, ({ wrap }, secret) => {
        const whole = wrap(secret);
        const cut = whole.slice(0, whole.indexOf(secret) + 18);
        expect(redact(cut)).not.toContain(secret.slice(0, 18));
      }),
      { numRuns: 2_000 },
    );
  });

  test('redacting twice changes nothing more', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            surroundings,
            wrapped.map(({ text }) => text),
            fc.tuple(wrapping, opaque).map(([{ wrap }, secret]) => wrap(secret)),
            fc.constantFrom(
              '<redacted>',
              'Cookie: ',
              '-u ',
              '-b "',
              '://a:',
              '"cookies":[{',
              '-----BEGIN PRIVATE KEY-----',
            ),
          ),
          { maxLength: 6 },
        ),
        (parts) => {
          const once = redact(parts.join(''));
          expect(redact(once)).toBe(once);
          expect(findSecrets(once)).toEqual([]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('text without secrets is unchanged', () => {
    const word = characters(`${WORD}.,;:!?()/<>"'%&-`, 1, 15).filter(
      (text) => !/eyJ|xx|token|key|pass|auth|sign|bear|amz|-[ub]|:\/\//i.test(text),
    );
    const uuid = fc.uuid();
    fc.assert(
      fc.property(fc.array(fc.oneof(word, uuid), { maxLength: 40 }), (words) => {
        const text = words.join(' ');
        expect(redact(text)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });
});
