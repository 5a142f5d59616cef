import 'server-only';
import { headers } from 'next/headers';

/** This Pushscope's address as whoever reads the present page reaches it, without a path. */
export async function pageOrigin(): Promise<string> {
  const sent = await headers();
  const protocol = sent.get('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${protocol}://${sent.get('host') ?? 'localhost'}`;
}
