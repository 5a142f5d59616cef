'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { THEME_COOKIE, THEMES, type Theme } from './theme';
import { IconButton } from './ui/icon-button';

const ICONS = { light: Sun, dark: Moon, system: Monitor } as const;
const YEAR_SECONDS = 31_536_000;

/** Steps through light, dark and system; the choice is kept in a cookie so that the server draws it. */
export function ThemeToggle({ theme: initial }: { theme: Theme }) {
  const [theme, setTheme] = useState(initial);
  const Icon = ICONS[theme];
  const choose = () => {
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
    setTheme(next);
    document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  };
  return (
    <IconButton label={`Theme: ${theme}. Change`} onClick={choose}>
      <Icon aria-hidden className="size-4" />
    </IconButton>
  );
}
