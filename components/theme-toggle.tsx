'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { keepCookie } from './keep-cookie';
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
    keepCookie(THEME_COOKIE, next, YEAR_SECONDS);
  };
  return (
    <IconButton label={`Theme: ${theme}. Change`} onClick={choose}>
      <Icon aria-hidden className="size-4" />
    </IconButton>
  );
}
