/** How one wants to reach an organization, as it was filled in. */
export interface ConnectionWanted {
  readonly region: string;
  readonly organization: string;
  readonly token: string;
}

/** A field of what was filled in. */
export type ConnectionField = keyof ConnectionWanted;

/** A mistake in what was filled in, and where. */
export interface ConnectionMistake {
  readonly field: ConnectionField;
  readonly text: string;
}

/** What an organization id consists of: it goes into paths and into a cookie's name. */
export const ORGANIZATION_ID = /^[a-z0-9][a-z0-9-]{0,99}$/i;

/** A sealed cookie must fit into a browser's 4,096 bytes; longer tokens do not. */
const MAX_TOKEN_CHARACTERS = 2_500;

/**
 * What is wrong with what was filled in before anybody is asked; null where nothing is. `regions` are those that can be
 * connected to. White space around an id or a token is none of its own.
 */
export function connectionMistake(
  { region, organization, token }: ConnectionWanted,
  regions: readonly string[],
): ConnectionMistake | null {
  if (!regions.includes(region)) {
    return { field: 'region', text: `There is no region “${region}”. Regions are ${regions.join(', ')}.` };
  }
  if (organization.trim() === '') {
    return { field: 'organization', text: 'Fill in the organization id: it is in the console’s address.' };
  }
  if (!ORGANIZATION_ID.test(organization.trim())) {
    return {
      field: 'organization',
      text: 'An organization id has letters, digits and hyphens only: it is in the console’s address.',
    };
  }
  if (token.trim() === '') return { field: 'token', text: 'Fill in the access token or API key.' };
  if (/\s/.test(token.trim())) {
    return { field: 'token', text: 'The token has white space inside: was more than the token copied?' };
  }
  if (token.trim().length > MAX_TOKEN_CHARACTERS) {
    return {
      field: 'token',
      text: `The token is longer than ${MAX_TOKEN_CHARACTERS} characters, more than a cookie can hold. Use an API key.`,
    };
  }
  return null;
}
