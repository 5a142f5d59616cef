/** What the history of a scenario's source shows, in one sentence, by the scenario's name. */
export const SCENARIO_WORDS: Readonly<Record<string, string>> = {
  healthy: 'Full runs, everything indexed.',
  'metadata-too-large': 'Since five days ago one item in seven has too much metadata and is rejected.',
  'refresh-left-open': 'REFRESH was set more than three days ago, IDLE never.',
  'out-of-sequence': 'Two jobs race in the newest run; the slower one’s operations are refused.',
  'older-than-too-low': 'Each run ends with a delete-older-than in seconds: nothing is ever deleted.',
  'broken-batch': 'One batch of the newest run is not JSON: its items never appear.',
  'unknown-rejection': 'Since two days ago some items are rejected for a reason that nobody has heard of.',
  'half-missing': 'Since three days ago half of the usual is pushed, without any error.',
  silent: 'No push for more than two days.',
  throttled: 'Since three days ago calls are refused in bursts (429), and the job does not try again.',
  'missing-permissions': 'A secured source: one item in eight comes without permissions and is rejected.',
  'invalid-document-ids': 'One item in twenty has a document id without a scheme and is rejected.',
  'extension-rejects': 'The job pushes drafts, and the source’s extension rejects them, as it is meant to.',
  'future-older-than':
    'A delete-older-than of thirty days ahead emptied the source and refuses every push since.',
  'seconds-not-milliseconds': 'Since three days ago ordering ids are in seconds: everything is refused.',
  'one-hour-off':
    'Ordering ids are one hour ahead: what editors publish within an hour of the run is refused.',
  'empty-batches': 'The second half of a run’s batches has nothing in it, and the job reports no error.',
  'slow-pipeline': 'Since two days ago items wait twelve to thirty minutes; nothing is lost.',
  catalog: 'A Catalog source that is loaded anew each night by the Stream API, everything indexed.',
  'two-jobs': 'Two jobs push to one source, and each deletes at its end what the other one pushed.',
  'mass-deletion': 'The newest run broke off, and its clean-up deleted what it had not pushed.',
  'count-mismatch': 'One item in three is logged as indexed and is not in the index.',
  'vanished-items': 'Since two days ago some items are processed and then never seen again.',
  busy: 'As many log rows as asked for (`rows`), up to 3 million.',
  bursts:
    'About as many log rows as asked for (`rows`); one in two hundred failed, in five bursts of a week.',
  'paused-organization': 'The organization was paused two days ago: nothing was taken in since.',
  'expired-key': 'The job’s API key expired two days ago: its calls leave no trace.',
  'replaced-key':
    'Two days ago the job got a key that may not view the organization: its calls leave no trace.',
  'item-limit': 'The organization holds as many items as it may: every push is refused since two days ago.',
  'daily-limit': 'Of four runs a day the first uses up the day’s items; the others are refused.',
  'service-errors': 'Since two days ago one item in thirty ends in an internal error of a service.',
  'extension-fails': 'Since three days ago the source’s extension fails on one item in twenty.',
  'read-only-organization': 'The organization was made read-only two days ago: every push is refused since.',
  'one-by-one': 'A nightly job that pushes each item by a call of its own, everything indexed.',
  'deleted-source':
    'The source was deleted an hour ago: Coveo knows it no more, and its log rows are still there.',
};
