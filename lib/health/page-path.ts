/** The path of an organization's page, its sources. Typed as what it is, so that links to it are checked as routes. */
export function organizationPage(place: { readonly region: string; readonly organization: string }) {
  return `/o/${encodeURIComponent(place.region)}/${encodeURIComponent(place.organization)}` as const;
}

/** The path of a source's page, under which those of its report and its items stand. */
export function sourcePage(place: {
  readonly region: string;
  readonly organization: string;
  readonly source: string;
}) {
  return `${organizationPage(place)}/s/${encodeURIComponent(place.source)}` as const;
}
