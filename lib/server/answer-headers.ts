import 'server-only';

/** Powers of the browser that no page of Pushscope uses. The clipboard it does use. */
const POWERS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
  'xr-spatial-tracking',
] as const;

const FIXED: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': POWERS.map((power) => `${power}=()`).join(', '),
  'cross-origin-resource-policy': 'same-origin',
  // For browsers that do not know frame-ancestors; static files have no policy of their own.
  'x-frame-options': 'DENY',
};

/** What browsers take over https only. Two years; subdomains are somebody else's to decide on. */
const HTTPS: Readonly<Record<string, string>> = {
  ...FIXED,
  'strict-transport-security': 'max-age=63072000',
  'cross-origin-opener-policy': 'same-origin',
};

/** What every answer outside of the sandbox carries; `https`: it was asked for by https. */
export function answerHeaders(https: boolean): Readonly<Record<string, string>> {
  return https ? HTTPS : FIXED;
}

/** The policy of an answer that is no page: it may load, run and be framed by nothing. */
export const NO_PAGE_POLICY =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
