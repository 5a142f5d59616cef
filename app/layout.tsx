import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { SiteHeader } from '@/components/site-header';
import { readTheme, THEME_COOKIE } from '@/components/theme';
import { DEMO } from '@/lib/server/connection';
import { readEnvironment } from '@/lib/server/environment';
import { listConnections } from '@/lib/server/list-connections';
import './globals.css';
import { Providers } from './providers';

export const metadata: Metadata = {
  title: { default: 'Pushscope', template: '%s · Pushscope' },
  description: 'What is wrong with a Coveo Push source, why, and what to do.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** The frame of every page. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page made at build time would carry no nonce, and its scripts would be refused.
  await connection();
  const jar = await cookies();
  const theme = readTheme(jar.get(THEME_COOKIE)?.value);
  const demo = readEnvironment().sandboxEnabled
    ? { region: DEMO.region, organization: DEMO.organization }
    : null;
  return (
    <html lang="en" data-theme={theme} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <a
          href="#main"
          className="sr-only z-50 rounded bg-accent px-3 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to content
        </a>
        <Providers>
          <SiteHeader theme={theme} connections={await listConnections(jar.getAll())} demo={demo} />
          {children}
        </Providers>
      </body>
    </html>
  );
}
