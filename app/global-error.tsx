'use client';

import './globals.css';
import PageError from './error';

/** What stands when not even the frame could be drawn. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <title>Pushscope</title>
        <PageError {...props} />
      </body>
    </html>
  );
}
