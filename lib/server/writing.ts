import 'server-only';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { toIso } from '@/lib/evidence/time';
import type { Access } from './access';
import { connectionCookie, DEMO, isOrganizationId, openConnection, tokenDigest } from './connection';
import { readSecret } from './secret';

/** How long writing stays switched on, in seconds. */
export const WRITING_LIFE_S = 3600;
const PREFIX = 'pushscope-writing-';
const PURPOSE = 'writing';

/** An organization in which writing is switched on in this browser, and until when (ISO, this machine's clock). */
export interface WritingPlace {
  readonly region: string;
  readonly organization: string;
  readonly until: string;
}

/** Access that was granted. */
type Granted = Extract<Access, { ok: true }>;

const sealedSwitch = z.object({
  purpose: z.literal(PURPOSE),
  region: z.string(),
  organization: z.string(),
  digest: z.string(),
  exp: z.number(),
});

/** The name of the cookie that says that writing is on. */
export function writingCookie(region: string, organization: string): string {
  return `${PREFIX}${region}-${organization}`;
}

/**
 * Switches writing on for an hour, for one organization and one token, in the browser that asks. What is written is the
 * business of each action: this alone changes nothing at Coveo. `secure`: the page came over https.
 */
export async function switchWritingOn({ client, digest }: Granted, secure: boolean): Promise<WritingPlace> {
  const { region, organization } = client;
  const exp = Math.floor(Date.now() / 1000) + WRITING_LIFE_S;
  const value = await new EncryptJWT({ purpose: PURPOSE, region, organization, digest })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt()
    .setExpirationTime(exp)
    .encrypt(await readSecret());
  const jar = await cookies();
  jar.set(writingCookie(region, organization), value, {
    httpOnly: true,
    sameSite: 'strict',
    secure,
    path: '/',
    maxAge: WRITING_LIFE_S,
  });
  return { region, organization, until: toIso(exp * 1000) };
}

/** Switches writing off in this browser. Where it is off already, nothing happens. */
export async function switchWritingOff(region: string, organization: string): Promise<void> {
  if (isOrganizationId(organization)) (await cookies()).delete(writingCookie(region, organization));
}

/** Until when writing is on for this access (ISO); null where it is off, expired, or on for another token. */
export async function writingUntil({ client, digest }: Granted): Promise<string | null> {
  const { region, organization } = client;
  const sealed = (await cookies()).get(writingCookie(region, organization))?.value;
  const opened = sealed === undefined ? null : await openSwitch(sealed);
  const isOwn = opened?.region === region && opened.organization === organization && opened.digest === digest;
  return isOwn ? toIso(opened.exp * 1000) : null;
}

/** Where writing is on in this browser, by its own cookies; Coveo is not asked. For what pages show of it. */
export async function writingPlaces(): Promise<WritingPlace[]> {
  const jar = await cookies();
  const places: WritingPlace[] = [];
  for (const { name, value } of jar.getAll()) {
    if (!name.startsWith(PREFIX)) continue;
    const opened = await openSwitch(value);
    if (opened === null || name !== writingCookie(opened.region, opened.organization)) continue;
    const { region, organization, digest, exp } = opened;
    const sealed = jar.get(connectionCookie(region, organization))?.value;
    const isDemo = region === DEMO.region && organization === DEMO.organization;
    const connection = sealed === undefined ? (isDemo ? DEMO : null) : await openConnection(sealed);
    if (connection === null || tokenDigest(connection) !== digest) continue;
    places.push({ region, organization, until: toIso(exp * 1000) });
  }
  return places;
}

async function openSwitch(sealed: string): Promise<z.infer<typeof sealedSwitch> | null> {
  try {
    const { payload } = await jwtDecrypt(sealed, await readSecret());
    return sealedSwitch.safeParse(payload).data ?? null;
  } catch {
    return null;
  }
}
