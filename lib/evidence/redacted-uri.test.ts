import { expect, it } from 'vitest';
import { redact } from '@/lib/redaction/redact';
import { hidesSecret, redactedPattern } from './redacted-uri';

it('knows a URI that a secret was taken out of, and the pattern that still finds its items', () => {
  const uri = 'https://shop.example.com/p/1?access_token=xx0c0ffee0-1234-4abc-8def-0123456789ab&lang=en';
  const left = redact(uri);
  expect([hidesSecret(uri), hidesSecret(left), redactedPattern(left)]).toEqual([
    false,
    true,
    'https://shop.example.com/p/1?access_token=*&lang=en',
  ]);
});
