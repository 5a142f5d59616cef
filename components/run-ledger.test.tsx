import { Tooltip } from 'radix-ui';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Health, Uncounted } from '@/lib/health/health';
import { exampleHealth } from './example-health';
import type { OpenRows } from './open-rows';
import { RunLedger } from './run-ledger';

/** What the ledger's numbers that open rows say, and which of them are open. */
function numbersOf({ ledger, runs }: Health, open: OpenRows | null = null) {
  const markup = renderToStaticMarkup(
    <Tooltip.Provider>
      <RunLedger
        ledger={ledger}
        runs={runs}
        rows="all"
        judged="all"
        about={null}
        counted={{ window: false, judged: false }}
        notCounted={[]}
        newer={null}
        open={open}
        onOpen={() => {}}
        openRows="the rows"
      />
    </Tooltip.Provider>,
  );
  const buttons = [...markup.matchAll(/<button[^>]*aria-expanded="(true|false)"[^>]*>(.*?)<\/button>/gs)];
  return {
    names: buttons.map(([, , inner = '']) => inner.replace(/<[^>]*>/g, '')),
    open: buttons
      .filter(([, isOpen]) => isOpen === 'true')
      .map(([, , inner = '']) => inner.replace(/<[^>]*>/g, '')),
    shows: markup.includes('the rows'),
  };
}

it('every number but a 0 opens its rows: of the newest run, its batches, and of the window', () => {
  const { runs } = exampleHealth();
  const newest = runs.newest && { ...runs.newest, refused: 60 };
  expect(numbersOf(exampleHealth({ runs: { ...runs, newest } })).names).toEqual([
    '3 batches (rows)',
    '1,203 (rows)',
    '+60 refused before they were taken in (rows)',
    '8,421 in the window (rows)',
    '791 (rows)',
    '7,170 in the window (rows)',
    '412 (rows)',
    '1,206 in the window (rows)',
    '45 in the window (rows)',
    '20 (rows)',
    '140 in the window (rows)',
  ]);
});

it('without a settled run the numbers of the window open theirs', () => {
  const health = exampleHealth({ runs: { newest: null, usual: null, runs: 0 } });
  expect(numbersOf(health).names).toEqual([
    '8,421 (rows)',
    '7,170 (rows)',
    '1,206 (rows)',
    '45 (rows)',
    '140 (rows)',
  ]);
});

it('shows the rows of the one number that is open', () => {
  expect(numbersOf(exampleHealth(), { of: 'run', counter: 'rejected' })).toMatchObject({
    open: ['412 (rows)'],
    shows: true,
  });
  expect(numbersOf(exampleHealth())).toMatchObject({ open: [], shows: false });
});

describe('where rows were counted', () => {
  const ABOUT = 'Not every row was read: numbers are about.';
  /** The words of each counter of the newest run. */
  const wordsOf = (notCounted: readonly Uncounted[], health = exampleHealth()) => {
    const isCounted = !notCounted.includes('pushed');
    const markup = renderToStaticMarkup(
      <Tooltip.Provider>
        <RunLedger
          ledger={health.ledger}
          runs={health.runs}
          rows="some"
          judged="some"
          about={ABOUT}
          counted={{ window: isCounted, judged: isCounted }}
          notCounted={notCounted}
          newer={null}
          open={null}
          onOpen={null}
          openRows={null}
        />
      </Tooltip.Provider>,
    );
    const words = (html: string) =>
      html
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
    const cells = [...markup.matchAll(/<dt.*?<\/dt><dd>.*?<\/dd>/gs)].map(([cell]) => words(cell));
    return { cells, saysAbout: markup.includes(ABOUT), all: words(markup) };
  };

  it('the newest run is set against the usual, what cannot be counted is no 0, and why is said', () => {
    const { cells, saysAbout, all } = wordsOf(['unfinished']);
    expect(cells[0]).toMatch(/^Pushed 1,203 .* 8,421 in the window$/);
    expect(cells.find((cell) => cell.startsWith('Unfinished'))).toBe('Unfinished — not counted');
    expect(all).toContain('usual = median of');
    expect([saysAbout, all.includes('not compared'), all.includes('in what was read')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('without counts nothing is said of what went well: it is not 0', () => {
    const none = { newest: null, usual: null, runs: 0 };
    const { cells } = wordsOf(
      ['pushed', 'indexed', 'deleted', 'unfinished'],
      exampleHealth({ runs: none, ledger: { ...exampleHealth().ledger, pushed: 0, indexed: 0 } }),
    );
    expect(cells.filter((cell) => cell.includes('—'))).toEqual([
      'Pushed — not counted',
      'Indexed — not counted',
      'Unfinished — not counted',
      'Deleted — not counted',
    ]);
    expect(cells.find((cell) => cell.startsWith('Rejected'))).toBe('Rejected 1,206 in what was read');
  });
});
