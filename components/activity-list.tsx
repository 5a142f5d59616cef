import type { Activity } from '@/lib/evidence/activity';
import { Moment } from './moment';

/** Activities of the Activity Browser, one a line. */
export function ActivityList({ activities }: { activities: readonly Activity[] }) {
  return (
    <ul className="grid gap-1">
      {activities.map((activity) => (
        <li key={activity.id} className="flex flex-wrap items-baseline gap-x-2">
          <code className="text-xs">{activity.operation}</code>
          <span className="font-medium text-xs">{activity.result ?? activity.state}</span>
          <span className="text-muted text-xs">
            {activity.startedAt === null ? 'no start known' : <Moment iso={activity.startedAt} />}
            {' to '}
            {activity.endedAt === null ? 'still open' : <Moment iso={activity.endedAt} />}
            {activity.by !== null && ` · by ${activity.by.name}`}
          </span>
          {activity.errorCode !== null && <code className="text-failing text-xs">{activity.errorCode}</code>}
          {activity.errorDetail !== null && (
            <span className="text-muted text-xs">{activity.errorDetail}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
