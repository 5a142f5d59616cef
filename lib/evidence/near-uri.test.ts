import { describe, expect, it } from 'vitest';
import { howNear, nearPattern, nearStem } from './near-uri';

const ASKED = 'https://example.com/docs/guide';

describe('a URI that is nearly another', () => {
  it.each([
    ['https://example.com/docs/guide/', 'with a slash at its end'],
    ['http://example.com/docs/guide', 'with http'],
    ['https://Example.com/Docs/guide', 'with other capital letters'],
    ['https://example.com/docs/%67uide', 'in another encoding'],
    ['https://example.com/docs/guide?id=1', 'with more after the path'],
    ['https://example.com/docs/guide#top', 'with more after the path'],
    ['http://example.com/Docs/guide/', 'with other capital letters, with http, with a slash at its end'],
  ])('%s is the same %s', (other, how) => {
    expect(howNear(ASKED, other)).toBe(how);
  });

  it.each([
    ['https://example.com/docs/guide/', ASKED, 'without the slash at its end'],
    ['https://example.com/docs/guide?id=1', ASKED, 'without what follows the path'],
    ['https://example.com/a%20b', 'https://example.com/a b', 'in another encoding'],
    ['https://example.com/%zz/a', 'https://example.com/%ZZ/a', 'with other capital letters'],
  ])('%s is nearly %s: %s', (asked, other, how) => {
    expect(howNear(asked, other)).toBe(how);
  });

  it.each([
    [ASKED, ASKED],
    [ASKED, 'https://example.com/docs/guides'],
    [ASKED, 'https://example.com/docs'],
    ['https://example.com/docs?id=1', 'https://example.com/docs?id=2'],
  ])('%s and %s are the very same, or two', (asked, other) => {
    expect(howNear(asked, other)).toBeNull();
  });
});

describe('looking for near ones', () => {
  it('asks for what they share: from the host to the end of the path', () => {
    expect(nearStem('https://example.com/docs/guide/?id=1#top')).toBe('example.com/docs/guide');
    expect(nearStem('entity:42')).toBe('entity:42');
    expect(nearStem('/')).toBe('/');
  });

  it('asks by a pattern for other capital letters and encodings of the path', () => {
    expect(nearPattern('https://Example.com/a%20b/Guide-12/')).toBe('https://example.com/?*?/?????-12');
    expect(nearPattern('https://example.com/été/1')).toBe('https://example.com/*?*/1');
  });

  it('has no pattern where nothing could be written differently', () => {
    expect(nearPattern('https://example.com/12/34')).toBeNull();
    expect(nearPattern('no address')).toBeNull();
  });
});
