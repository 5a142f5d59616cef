'use client';

import { Keyboard } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Dialog } from './ui/dialog';
import { IconButton } from './ui/icon-button';
import { Kbd } from './ui/kbd';
import { useShortcut } from './use-shortcut';

const SHORTCUTS: readonly {
  readonly title: string;
  readonly keys: readonly (readonly [string, string])[];
}[] = [
  {
    title: 'Anywhere',
    keys: [
      ['?', 'This help'],
      ['g s', 'Sources of the organization'],
      ['g i', 'Issues of the organization'],
      ['g d', 'Diagnose a paste'],
      ['g p', 'Known problems'],
      ['r', 'Read again'],
      ['c', 'Copy the link to what is shown, its times as moments'],
      ['z', 'Times in this browser’s zone, or in UTC'],
    ],
  },
  {
    title: 'Sources, issues',
    keys: [
      ['/', 'Search'],
      ['j k', 'Next and previous one'],
      ['Enter', 'Open it'],
    ],
  },
  {
    title: 'A source, an item',
    keys: [
      ['/', 'Look up an item'],
      ['Enter', 'Look it up'],
      ['Esc', 'Close the open row'],
    ],
  },
  {
    title: 'An issue',
    keys: [
      ['n', 'Check how it is now'],
      ['v', 'Verify a fix; look again while one is followed'],
      ['a', 'Acknowledge'],
      ['e', 'Resolve'],
      ['x', 'Ignore until …'],
      ['o', 'Reopen'],
      ['m', 'Write a note'],
      ['c', 'Copy the permanent link'],
      ['⇧ c', 'Copy as Markdown, internal'],
      ['⇧ m', 'Copy as Markdown for the customer'],
      ['y', 'Copy two lines for the customer'],
      ['u', 'Copy the query as cURL'],
    ],
  },
  {
    title: 'Diagnose',
    keys: [
      ['/', 'Into the box, its text selected'],
      ['Esc', 'Out of the box; close an open diagnosis'],
    ],
  },
  {
    title: 'Known problems',
    keys: [
      ['/', 'Search'],
      ['j k', 'Next and previous problem'],
    ],
  },
  {
    title: 'A finding, when the focus is inside',
    keys: [['Esc', 'Close the open row, then the finding']],
  },
  {
    title: 'Timeline, when it has the focus',
    keys: [
      ['← →', 'Previous and next bucket'],
      ['Shift ← →', 'Select buckets'],
      ['Home End', 'First and last bucket'],
      ['Enter', 'Zoom into the selection'],
      ['Esc', 'Drop the selection, or back to the window before'],
    ],
  },
];

/** The keys that do something, on `?` and behind a button; and those that lead to another page. */
export function ShortcutsHelp() {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  useShortcut('?', () => setOpen(true));
  useShortcut('g s', () => {
    const [, region, organization] = /^\/o\/([^/]+)\/([^/]+)/.exec(window.location.pathname) ?? [];
    if (region && organization) router.push(`/o/${region}/${organization}`);
    else router.push('/');
  });
  useShortcut('g i', () => {
    const [, region, organization] = /^\/o\/([^/]+)\/([^/]+)/.exec(window.location.pathname) ?? [];
    if (region && organization) router.push(`/o/${region}/${organization}/issues`);
  });
  useShortcut('g d', () => router.push('/diagnose'));
  useShortcut('g p', () => router.push('/problems'));
  return (
    <>
      <IconButton label="Keyboard shortcuts (?)" onClick={() => setOpen(true)} className="max-xs:hidden">
        <Keyboard aria-hidden className="size-4" />
      </IconButton>
      <Dialog open={open} title="Keyboard shortcuts" onClose={() => setOpen(false)}>
        <div className="grid gap-4">
          {SHORTCUTS.map((group) => (
            <section key={group.title}>
              <h3 className="mb-1 font-medium text-faint text-xs">{group.title}</h3>
              <dl className="grid grid-cols-[8rem_1fr] gap-y-1.5">
                {group.keys.map(([keys, does]) => (
                  <div key={keys} className="col-span-2 grid grid-cols-subgrid items-center">
                    <dt className="flex gap-1">
                      {keys.split(' ').map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                      ))}
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Dialog>
    </>
  );
}
