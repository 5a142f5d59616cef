/** The colours that mark an organization in one theme, as `#rrggbb`. */
export interface PlaceColours {
  /** For text on `soft`, and on the page. */
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
}

/** Lightness and chroma in OKLCH; with these, ink on soft has a contrast of 6 at least, whatever the hue. */
const THEMES = {
  light: { ink: [0.42, 0.13], soft: [0.95, 0.035], line: [0.8, 0.08] },
  dark: { ink: [0.87, 0.09], soft: [0.27, 0.045], line: [0.42, 0.07] },
} as const;
const ICON = [0.5, 0.15] as const;

/** The hue that an organization always has, in degrees: made of its id alone, so that all browsers agree. */
export function placeHue(organization: string): number {
  let hash = 0x811c9dc5;
  for (const character of organization.toLowerCase()) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  // Neighbouring ids differ in the low bits: all of them shall count.
  hash ^= hash >>> 15;
  return (hash >>> 0) % 360;
}

/** The colours of a hue in a theme. */
export function placeColours(hue: number, theme: keyof typeof THEMES): PlaceColours {
  const { ink, soft, line } = THEMES[theme];
  return { ink: hex(ink, hue), soft: hex(soft, hue), line: hex(line, hue) };
}

/** The custom properties that mark an organization's surroundings; they follow the theme. */
export function placeStyle(organization: string): Readonly<Record<`--place-${string}`, string>> {
  const hue = placeHue(organization);
  const light = placeColours(hue, 'light');
  const dark = placeColours(hue, 'dark');
  return {
    '--place-ink': `light-dark(${light.ink}, ${dark.ink})`,
    '--place-soft': `light-dark(${light.soft}, ${dark.soft})`,
    '--place-line': `light-dark(${light.line}, ${dark.line})`,
  };
}

/** The picture of a browser's tab on an organization's pages: Pushscope's own, in the organization's colour. */
export function placeIcon(organization: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${hex(ICON, placeHue(organization))}"/><path d="M6 22h5v-7h5v4h5v-9h5" fill="none" stroke="#fff" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** OKLCH to sRGB (Ottosson's matrices); what sRGB cannot show is clipped. */
function hex([lightness, chroma]: readonly [number, number], hue: number): string {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${linear.map(channel).join('')}`;
}

function channel(linear: number): string {
  const value = Math.min(1, Math.max(0, linear));
  const encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, '0');
}
