import { expect, it } from 'vitest';
import { buildRow } from '@/lib/evidence/evidence-builder';
import { secretsRemover } from './row-secrets';

const AT = '2026-11-22T02:00:00.000Z';
const withoutSecrets = secretsRemover();
const KEY = 'xx0c0ffee0-1234-4abc-8def-0123456789ab';

it('a row without secrets stays the very same', () => {
  const row = buildRow({
    at: AT,
    item: 'https://example.com/a?page=2',
    meta: { errorCode: 'X', detail: ['a', 1] },
  });
  expect(withoutSecrets(row)).toBe(row);
});

it('secrets in the item, in texts, deep inside and by their name are gone, the rest stays', () => {
  const row = buildRow({
    at: AT,
    item: `https://example.com/a?access_token=${KEY}&page=2`,
    meta: {
      message: `PUT https://s3.example/x?X-Amz-Signature=abcdef0123456789&x=1 failed with Bearer ${KEY}`,
      details: [{ access_token: 'verysecretvalue', code: 'E1' }],
    },
  });
  const text = JSON.stringify(withoutSecrets(row));
  expect(text).not.toMatch(/0c0ffee0|abcdef0123456789|verysecretvalue/);
  expect(text).toContain('E1');
  expect(text).toContain('page=2');
});

it.each([
  [{ session: { sessionid: 'verysecretvalue' } }],
  [{ text: 'Cookie: sid=verysecretvalue' }],
  [{ detail: 'fetching https://ada:verysecretvalue@example.com/a failed' }],
  [{ command: 'curl -u ada:verysecretvalue https://example.com' }],
  [['password=verysecretvalue']],
])('no kind of secret stays in %j', (meta) => {
  expect(JSON.stringify(withoutSecrets(buildRow({ at: AT, meta })))).not.toContain('verysecretvalue');
});

it('like items stay like', () => {
  const rows = [1, 2].map((n) =>
    buildRow({ at: AT, item: `https://example.com/a?token=${KEY}`, guid: `g${n}` }),
  );
  expect(new Set(rows.map((row) => withoutSecrets(row).item)).size).toBe(1);
});

it('ids that are none hold no secret either', () => {
  const row = { ...buildRow({ at: AT }), requestId: `Bearer ${KEY}`, resourceId: KEY };
  expect(JSON.stringify(withoutSecrets(row))).not.toContain('0123456789ab');
});
