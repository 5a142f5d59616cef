import { expect, it } from 'vitest';
import { guardSettings, RATES } from './guard-settings';

const DEFAULT = { rates: RATES, trustedProxies: 0, logLevel: 'info', httpsOrigin: false };

it('guards where nothing is set', () => {
  expect(guardSettings({})).toEqual(DEFAULT);
});

it('reads limits by name, off too, and leaves the others as they are', () => {
  expect(guardSettings({ PUSHSCOPE_RATE_LIMITS: 'connect=5, look-up = off' }).rates).toEqual({
    ...RATES,
    connect: 5,
    'look-up': null,
  });
});

it.each(['off', 'connect', 'connect=0', 'connect=-1', 'connect=many', 'elsewhere=5', 'connect=5;diagnose=5'])(
  'takes no guard away for the mistake “%s”',
  (PUSHSCOPE_RATE_LIMITS) => {
    expect(guardSettings({ PUSHSCOPE_RATE_LIMITS })).toEqual(DEFAULT);
  },
);

it.each([
  ['2', 2],
  ['0', 0],
  ['yes', 0],
  ['-1', 0],
  ['', 0],
])('trusts PUSHSCOPE_TRUST_PROXY=%s as %i proxies', (PUSHSCOPE_TRUST_PROXY, trustedProxies) => {
  expect(guardSettings({ PUSHSCOPE_TRUST_PROXY })).toEqual({ ...DEFAULT, trustedProxies });
});

it('reads the level of the log, and whether the address is https', () => {
  expect(guardSettings({ PUSHSCOPE_LOG: 'silent', PUSHSCOPE_ORIGIN: 'https://a.example' })).toEqual({
    ...DEFAULT,
    logLevel: 'silent',
    httpsOrigin: true,
  });
  expect(guardSettings({ PUSHSCOPE_LOG: 'loud', PUSHSCOPE_ORIGIN: 'a.example' })).toEqual(DEFAULT);
});
