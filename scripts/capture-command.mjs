import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { ownOrigin, readAddress } from './address.mjs';
import { print, setUpAside } from './answering.mjs';
import { bundle } from './bundle.mjs';
import { captureOverHttp, isPushscopeAt } from './capture-over-http.mjs';
import { dataFolder } from './data-folder.mjs';
import { ROOT } from './setup.mjs';

const HELP = `Looks at the Push sources of an organization and keeps what is found, so that it outlives Coveo's logs.

  COVEO_TOKEN=… npm run capture -- <region> <organization> [source id…]
  npm run --silent capture -- --json sandbox sandbox-demo

All Push sources where none is named. Regions: us ca eu au hipaa sandbox.

  --json   one JSON document in place of a line a source
  --help   this text

The token is taken from COVEO_TOKEN only; sandbox-demo needs none. While a Pushscope serves the same data folder, it is
asked at HOST and PORT (127.0.0.1 and 3000, as for npm start) and keeps the captures; otherwise this command does, also
with DATABASE_URL. The region sandbox needs a running sandbox. Lines have links where PUSHSCOPE_ORIGIN is set.

Ends with the worst of what was seen, in this order:
  2   a source is failing
  1   a source is degraded
  3   of a source it is not known, or not everything could be read
  0   no problem seen
or, where something could not be captured:
  64  wrong use                          73  it could not be stored
  66  no such source or organization     77  no token, or Coveo refuses it
  69  Coveo, the sandbox or Pushscope does not answer
  70  a mistake of Pushscope
Sources that could be captured are kept all the same.
`;

const USAGE = 64;
const NO_SUCH = 66;
const UNAVAILABLE = 69;
const MISTAKE = 70;
const NOT_STORED = 73;
const NO_TOKEN = 77;

/** Exit codes of verdicts, the worst first. */
const CODES = [2, 1, 3, 0];
const CODE_OF = { failing: 2, degraded: 1, unknown: 3, healthy: 0 };
const COLOURS = { failing: 31, degraded: 33, unknown: 36, healthy: 32 };

/** What no id looks like, and tokens do: API keys, JSON web tokens, header values. */
const TOKEN =
  /^(?:x{0,2}[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}.*|eyJ.*|Bearer\b.*|.*[.=/+\s:].{20,}|.{101,})$/i;

/**
 * What is asked for by `args`. Returns `{ region, organization, sources, json, help }`, or `{ problem }`: one sentence,
 * which never repeats what may be a token.
 */
export function readCaptureArguments(args) {
  if (args.some((argument) => TOKEN.test(argument))) {
    return {
      problem:
        'An argument looks like a token. Others on this machine can read arguments: set COVEO_TOKEN in the environment.',
    };
  }
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [region = '', organization = '', ...sources] = positionals;
    if (!values.help && organization === '') return { problem: 'Which region and organization?' };
    return { region, organization, sources: [...new Set(sources)], ...values };
  } catch (error) {
    return { problem: error.message };
  }
}

/** Captures what `args` ask for, and prints it. Returns the exit code, as `--help` tells it. */
export async function captureCommand(args, env) {
  const asked = readCaptureArguments(args);
  if ('problem' in asked) return refuse(`${asked.problem}\n\n${HELP}`, USAGE);
  if (asked.help) {
    await print(HELP);
    return 0;
  }
  try {
    return await captureAll(asked, env);
  } catch (error) {
    // Node.js would end with 1, which here says that a source is degraded.
    return refuse(error, MISTAKE);
  }
}

async function captureAll({ region, organization, sources, json }, env) {
  if (!(await setUpAside())) return MISTAKE;
  const address = readAddress(env);
  if ('problem' in address) return refuse(address.problem, USAGE);
  tellEnvironment(env, address);
  const alone = await import(await bundle('lib/server/capture-alone.ts', 'lib'));

  const isDemo = alone.isDemo({ region, organization });
  const place = { region, organization, token: isDemo ? null : env.COVEO_TOKEN?.trim() || null };
  const mistake = alone.placeMistake(place);
  if (mistake !== null) return refuse(mistake, USAGE);
  if (place.token === null && !isDemo) {
    return refuse(`There is no token for ${organization}: set COVEO_TOKEN in the environment.`, NO_TOKEN);
  }
  const way = await chooseWay(alone, place, address);
  if ('problem' in way) return refuse(way.problem, way.code);

  const named = sources.length > 0 ? { ids: sources } : await listed(way, organization);
  if ('problem' in named) return refuse(named.problem, named.code);
  const captures = [];
  const failures = [];
  for (const id of named.ids) {
    const { status, body } = await way.capture(id);
    if (status === 200) {
      const url = env.PUSHSCOPE_ORIGIN ? `${env.PUSHSCOPE_ORIGIN.replace(/\/+$/, '')}${body.page}` : null;
      captures.push({ ...body, url });
      if (!json) await print(`${line({ ...body, url }, isColourful(env))}\n`);
      continue;
    }
    failures.push({ source: id, status, why: body.detail });
    if (!json) console.error(`not captured  ${plain(id)}: ${plain(body.detail)}`);
  }
  const exitCode = codeOf(captures, failures);
  if (json) {
    await print(`${JSON.stringify({ region, organization, captures, failures, exitCode }, null, 2)}\n`);
  }
  return exitCode;
}

/** The bundle reads the environment as the server does, to which npm start tells the same. */
function tellEnvironment(env, address) {
  process.env.PUSHSCOPE_DATA_DIR = dataFolder(ROOT, env);
  process.env.PUSHSCOPE_SANDBOX_URL = env.PUSHSCOPE_SANDBOX_URL || `${ownOrigin(address)}/sandbox`;
  process.env.PUSHSCOPE_VERSION = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;
}

/**
 * Who captures: a server that holds the store, else this program itself, where a server may still come in between.
 * Returns `{ list, capture }`, or `{ problem, code }`.
 */
async function chooseWay(alone, place, address) {
  const origin = ownOrigin(address);
  const server = async (text) =>
    (await isPushscopeAt(origin))
      ? captureOverHttp(origin, place)
      : {
          problem: `${text} It was looked for at ${origin}, where no Pushscope answers: set HOST and PORT as for npm start.`,
          code: UNAVAILABLE,
        };
  const failure = await alone.storeProblem();
  if (failure?.kind === 'in use')
    return server('A running Pushscope uses the data folder, and has to keep the captures.');
  if (failure !== null) return { problem: failure.text, code: NOT_STORED };
  if (place.region === 'sandbox' && !(await answers(alone.sandboxUrl()))) {
    return {
      problem: `The sandbox does not answer at ${alone.sandboxUrl()}: it runs with Pushscope (npm start), or alone (npm run sandbox) with PUSHSCOPE_SANDBOX_URL.`,
      code: UNAVAILABLE,
    };
  }
  let way = {
    list: () => alone.listAlone(place),
    capture: (source) => alone.captureAlone(place, source),
  };
  return {
    list: () => way.list(),
    async capture(source) {
      const answer = await way.capture(source);
      if (answer.status !== alone.IN_USE) return answer;
      const other = await server('A Pushscope has taken the data folder meanwhile.');
      if ('problem' in other) return { status: 503, body: { detail: other.problem } };
      way = other;
      return way.capture(source);
    },
  };
}

function answers(url) {
  return fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
    async (response) => {
      await response.body?.cancel();
      return true;
    },
    () => false,
  );
}

/** The ids of all Push sources: `{ ids }`, or `{ problem, code }`. */
async function listed(way, organization) {
  const { status, body } = await way.list();
  if (status !== 200) return { problem: body.detail, code: failureCode(status) };
  const failed = body.notRead.find(({ call }) => call === 'sources.pages');
  if (failed) {
    return {
      problem: `The sources could not be listed: ${failed.why}`,
      code: failureCode(failed.status ?? 503),
    };
  }
  if (body.sources.length === 0) {
    return { problem: `${organization} has no Push source that this token may see.`, code: NO_SUCH };
  }
  return { ids: body.sources.map(({ id }) => id) };
}

function failureCode(status) {
  if (status === 401 || status === 403) return NO_TOKEN;
  return status === 404 ? NO_SUCH : UNAVAILABLE;
}

/** What could not be captured says more than a verdict; of verdicts the worst counts. */
function codeOf(captures, failures) {
  const [failure] = failures;
  if (failure) return failureCode(failure.status);
  if (captures.some(({ stored }) => stored.state !== 'stored')) return NOT_STORED;
  const codes = captures.map(({ verdict, complete }) => {
    const code = CODE_OF[verdict] ?? 3;
    return code === 0 && !complete ? 3 : code;
  });
  return CODES.find((code) => codes.includes(code)) ?? 0;
}

/** One line of a source: verdict, source, reason and link. */
function line({ verdict, source, reasons, complete, notRead, stored, url }, colourful) {
  const [reason = 'No problem seen.', ...more] = reasons;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  const partial = complete ? '' : ` ${notRead[0] ?? 'Not everything could be read.'}`;
  const kept = stored.state === 'stored' ? '' : ` Not kept: ${stored.why}`;
  const padded = verdict.padEnd(8);
  const shown = colourful ? `\u001b[${COLOURS[verdict]}m${padded}\u001b[0m` : padded;
  const words = plain(`${source.name} (${source.id}): ${reason}${others}${partial}${kept}`);
  return `${shown}  ${words}${url === null ? '' : `  ${url}`}`;
}

/** A text from elsewhere on one line, without what steers a terminal. */
function plain(text) {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}

function isColourful({ NO_COLOR }) {
  return process.stdout.isTTY === true && !NO_COLOR;
}

function refuse(why, code) {
  console.error(why);
  return code;
}
