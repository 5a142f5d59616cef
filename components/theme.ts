/** The cookie that keeps the chosen theme; it is no secret and scripts may read it. */
export const THEME_COOKIE = 'pushscope-theme';

/** The themes one can choose. `system` follows the device. */
export const THEMES = ['light', 'dark', 'system'] as const;

/** Light, dark, or as the device says. */
export type Theme = (typeof THEMES)[number];

/** The theme in a cookie's value; `system` for anything else. */
export function readTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system';
}
