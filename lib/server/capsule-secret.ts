import 'server-only';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** 128 random bits in 26 letters and digits (base32, RFC 4648, small): nobody guesses them. */
export function unguessable(): string {
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`) << 2n;
  let text = '';
  for (let digit = 0; digit < 26; digit += 1) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text;
}

/** Whether a text can be an id of a capsule: anything else need not be looked for. */
export function isCapsuleId(text: string): boolean {
  return /^[a-z2-7]{26}$/.test(text);
}

/** SHA-256 of a text's UTF-8, in 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether a key is the one of which only the SHA-256 is kept. */
export function opens(key: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(sha256(key)), Buffer.from(hash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
}
