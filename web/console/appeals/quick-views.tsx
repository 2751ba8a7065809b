// The views everybody needs daily, each with how many wait there.
import { Link } from 'react-router';
import type { AppealCounts } from '../../../contracts/appeal-counts.ts';
import { pages } from '../paths.ts';
import { isShown, quickViews, searchOf, type Filters, type QuickView } from './filters.ts';

type Props = { filters: Filters; counts: AppealCounts | undefined };

export function QuickViews({ filters, counts }: Props) {
  return (
    <nav className="views" aria-label="快捷视图">
      {quickViews.map((view) => (
        <ViewLink key={view.name} view={view} filters={filters} counts={counts} />
      ))}
    </nav>
  );
}

function ViewLink({ view, filters, counts }: Props & { view: QuickView }) {
  const count = view.count && counts ? counts[view.count] : null;
  const search = searchOf({ ...view.filters, community: filters.community }).toString();
  const pressing = view.count === 'overdue' && count !== null && count > 0;
  return (
    <Link
      to={{ pathname: pages.appeals, search }}
      className={`view${pressing ? ' view-pressing' : ''}`}
      aria-current={isShown(view, filters) ? 'true' : undefined}
    >
      {view.name}
      {count !== null && (
        <span className="view-count">
          <span className="unseen">，</span>
          {count}
          <span className="unseen">件</span>
        </span>
      )}
    </Link>
  );
}
