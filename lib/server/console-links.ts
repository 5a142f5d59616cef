import 'server-only';
import { hostsOf, isRegion } from '@/lib/coveo/hosts';

/**
 * Pages of Coveo's Administration Console that show more of an issue, for its region; none for the sandbox, which has
 * no console. The paths are those of Coveo's documentation, but for the Content Browser's, which is inferred. Which
 * parameters would pre-filter them is not documented.
 */
export function consoleLinks(
  region: string,
  organization: string,
): { readonly label: string; readonly url: string }[] {
  if (!isRegion(region) || region === 'sandbox') return [];
  const base = `${hostsOf(region, '').platform}/admin/#/${encodeURIComponent(organization)}`;
  return [
    { label: 'Log Browser', url: `${base}/logs/browser/` },
    { label: 'Activity Browser', url: `${base}/activity/browser/` },
    { label: 'Sources', url: `${base}/content/sources` },
    { label: 'Content Browser', url: `${base}/content/browser` },
  ];
}
