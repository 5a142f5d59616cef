import type { SourceAction } from '@/lib/health/act/source-action';
import { Panel } from '../ui/panel';
import { ActionList } from './action-list';
import { CanaryProgress } from './canary-progress';

/**
 * What was done to a source that could not be read, or that Coveo takes its time to tell of (`waiting`): Pushscope's own
 * store tells it, so a canary that is not known to be gone stays in sight. Without one, nothing is shown while waiting.
 * `failure`: why no answer came to how it stands; null where one did.
 */
export function DoneWithoutSource(props: {
  actions: readonly SourceAction[];
  waiting: boolean;
  failure: string | null;
}) {
  const { actions, waiting, failure } = props;
  const open = actions.flatMap((action) =>
    action.open && action.detail.canary !== null ? [{ action, canary: action.detail.canary }] : [],
  );
  if (actions.length === 0 || (waiting && open.length === 0)) return null;
  return (
    <>
      {open.length > 0 && (
        <Panel id="canary" title="Canary">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
            {open.map(({ action, canary }) => (
              <CanaryProgress key={action.id} action={action} canary={canary} unfollowed={failure} />
            ))}
          </div>
        </Panel>
      )}
      <ActionList actions={actions} reading="read" />
    </>
  );
}
