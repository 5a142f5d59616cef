import 'server-only';
import { headers } from 'next/headers';
import { isOverHttps } from './over-https';

/** This Pushscope's address as whoever reads the present page reaches it, without a path. */
export async function pageOrigin(): Promise<string> {
  const sent = await headers();
  return `${isOverHttps(sent) ? 'https' : 'http'}://${sent.get('host') ?? 'localhost'}`;
}
