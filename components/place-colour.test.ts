import { describe, expect, test } from 'vitest';
import { placeColours, placeHue, placeIcon, placeStyle } from './place-colour';

/** Relative luminance of `#rrggbb` (WCAG 2). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const HUES = Array.from({ length: 360 }, (_, hue) => hue);

describe('the colours of an organization', () => {
  test.each([
    ['light', ['#ffffff', '#f7f8fa']],
    ['dark', ['#14171b', '#0d0f12']],
  ] as const)('can be read in the %s theme, whatever the hue', (theme, grounds) => {
    const low = HUES.flatMap((hue) => {
      const { ink, soft } = placeColours(hue, theme);
      return [soft, ...grounds].map((ground) => contrast(ink, ground));
    }).sort((a, b) => a - b);
    expect(low[0]).toBeGreaterThan(5.5);
  });

  test('are the same at any time and place, and others for another organization', () => {
    expect(placeHue('mycoveoorg')).toBe(placeHue('MyCoveoOrg'));
    expect(
      ['mycoveoorg', 'mycoveoorg2', 'acme-production', 'acme-staging'].map(placeHue),
    ).toMatchInlineSnapshot(`
      [
        172,
        262,
        148,
        68,
      ]
    `);
  });

  test('spread over the circle', () => {
    const thirds = Array.from({ length: 3_000 }, (_, at) => Math.floor(placeHue(`organization${at}`) / 30));
    const counts = Array.from({ length: 12 }, (_, third) => thirds.filter((one) => one === third).length);
    expect(Math.min(...counts)).toBeGreaterThan(150);
  });

  test('follow the theme, and colour the tab’s picture without a request', () => {
    expect(Object.keys(placeStyle('acme'))).toEqual(['--place-ink', '--place-soft', '--place-line']);
    expect(placeStyle('acme')['--place-ink']).toMatch(/^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/);
    expect(decodeURIComponent(placeIcon('acme'))).toMatch(/^data:image\/svg\+xml,<svg .*fill="#[0-9a-f]{6}"/);
    expect(placeIcon('acme')).not.toMatch(/[<>"#]/);
  });
});
