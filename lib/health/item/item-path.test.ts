import { describe, expect, it } from 'vitest';
import { itemPath, linkTarget, typedTarget } from './item-path';

const PLACE = { region: 'eu', organization: 'acme', source: 'abc/1-acme' };

describe('the way to an item', () => {
  it('holds its URI encoded, and how it is matched unless exactly', () => {
    expect(itemPath(PLACE, { uri: 'https://example.com/a b?c=1&d#e', match: 'exact' })).toBe(
      '/o/eu/acme/s/abc%2F1-acme/item?uri=https%3A%2F%2Fexample.com%2Fa+b%3Fc%3D1%26d%23e',
    );
    expect(itemPath(PLACE, { uri: 'docs', match: 'substring' })).toBe(
      '/o/eu/acme/s/abc%2F1-acme/item?uri=docs&match=substring',
    );
  });

  it('asks by a pattern for a URI whose secret was taken out', () => {
    expect(linkTarget('https://example.com/?token=<redacted>&page=1')).toEqual({
      uri: 'https://example.com/?token=*&page=1',
      match: 'wildcard',
    });
    expect(linkTarget('https://example.com/')).toEqual({ uri: 'https://example.com/', match: 'exact' });
  });

  it.each([
    [' https://example.com/docs/1 ', 'exact', 'https://example.com/docs/1'],
    ['entity://1#en', 'exact', 'entity://1#en'],
    ['sku-12', 'substring', 'sku-12'],
    ['https://example.com/*/1', 'wildcard', 'https://example.com/*/1'],
    ['https://', 'substring', 'https://'],
  ])('takes %s for what it most likely is: %s', (text, match, uri) => {
    expect(typedTarget(text)).toEqual({ uri, match });
  });
});
