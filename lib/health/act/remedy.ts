/** What Pushscope itself can do or explain about a problem: a card of the page to act on a source. */
export interface Remedy {
  readonly label: string;
  /** The card's id on that page. */
  readonly card: 'idle' | 'canary' | 'probe' | 'older-than';
}

const IDLE: Remedy = { label: 'Set IDLE…', card: 'idle' };
const CANARY: Remedy = { label: 'Prove the path…', card: 'canary' };
const PROBE: Remedy = { label: 'Probe the way…', card: 'probe' };
const OLDER_THAN: Remedy = { label: 'Right orderingId…', card: 'older-than' };

const REMEDIES: Readonly<Record<string, Remedy>> = {
  'refresh-stuck': IDLE,
  'unaccounted-items': CANARY,
  'silent-source': CANARY,
  'slow-pipeline': CANARY,
  'out-of-sequence': CANARY,
  'future-ordering-id': CANARY,
  'invalid-token': PROBE,
  'access-denied': PROBE,
  'delete-older-than-ineffective': OLDER_THAN,
};

/** What can be done from here about a problem; null where it is for somebody else. */
export function remedyOf(problem: string): Remedy | null {
  return REMEDIES[problem] ?? null;
}

/** Where the page to act on a source is, for an issue where one is given, and which card it is about. */
export interface ActLink {
  readonly pathname: string;
  readonly query?: { readonly issue: string };
  readonly hash?: string;
}

/** The link to the page to act on a source. */
export function actLink(
  place: { readonly region: string; readonly organization: string; readonly source: string },
  { issue, card }: { readonly issue?: string; readonly card?: Remedy['card'] } = {},
): ActLink {
  const [region, organization, source] = [place.region, place.organization, place.source].map(
    encodeURIComponent,
  );
  return {
    pathname: `/o/${region}/${organization}/s/${source}/act`,
    ...(issue === undefined ? {} : { query: { issue } }),
    ...(card === undefined ? {} : { hash: card }),
  };
}
