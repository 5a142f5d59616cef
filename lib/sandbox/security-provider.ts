/** What was pushed to a security identity provider: names and ordering ids, by which later calls are compared. */
export interface SecurityProvider {
  /** Ordering id of the last operation, by type and name. */
  identities: Map<string, bigint>;
  /** Calls that disable what is older, with the time (epoch milliseconds) that they are due at. */
  awaited: { due: number; orderingId: bigint }[];
}

/** Identities that are remembered for a provider; of more, those that were pushed longest ago are forgotten. */
const MOST_IDENTITIES = 10_000;

/** The provider of a name, made when it is first named, at `now`: what is older and due is disabled. */
export function providerAt(
  providers: Map<string, SecurityProvider>,
  name: string,
  now: number,
): SecurityProvider {
  const provider = providers.get(name) ?? { identities: new Map(), awaited: [] };
  providers.set(name, provider);
  for (const { orderingId } of provider.awaited.filter(({ due }) => due <= now)) {
    for (const [key, last] of provider.identities) if (last < orderingId) provider.identities.delete(key);
  }
  provider.awaited = provider.awaited.filter(({ due }) => due > now);
  return provider;
}

/** Adds, updates or, without an identity's being enabled, disables it; an operation older than its last one changes nothing. */
export function setIdentity(
  { identities }: SecurityProvider,
  key: string,
  orderingId: bigint,
  isEnabled: boolean,
): void {
  if (orderingId < (identities.get(key) ?? 0n)) return;
  identities.delete(key);
  if (isEnabled) identities.set(key, orderingId);
  const [oldest] = identities.keys();
  if (identities.size > MOST_IDENTITIES && oldest !== undefined) identities.delete(oldest);
}

/** How many identities each provider has at `now`. */
export function countIdentities(
  providers: Map<string, SecurityProvider>,
  now: number,
): Record<string, number> {
  return Object.fromEntries(
    [...providers.keys()].map((name) => [name, providerAt(providers, name, now).identities.size]),
  );
}
