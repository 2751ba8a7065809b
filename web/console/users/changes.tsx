// What was done to accounts: when, what, to whom and by whom.
import { Button, Spin } from 'antd';
import { Link } from 'react-router';
import type { UserChangeEntry } from '../../../contracts/users.ts';
import { accountChangeLabels } from '../../wording/accounts.ts';
import { roleLabels } from '../../wording/labels.ts';
import { shortInstant } from '../../wording/times.ts';
import { wordsOf } from '../api/client.ts';
import { Trouble } from '../frame/notices.tsx';
import { useNow } from '../parts/now.ts';
import { pages } from '../paths.ts';
import { useUserChanges } from './data.ts';

/** `user`: of one account, whose name then need not be said. */
export function Changes({ user }: { user?: string }) {
  const query = useUserChanges(user);
  const now = useNow(60_000);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isError && rows.length === 0)
    return <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />;
  if (query.isPending) return <Spin aria-label="正在载入" />;
  if (rows.length === 0) return <p className="quiet">还没有变动。</p>;
  return (
    <>
      <ul className="user-changes">
        {rows.map((row) => (
          <li key={row.id}>
            <time className="quiet nums" dateTime={row.at}>
              {shortInstant(Date.parse(row.at), now)}
            </time>
            <span>
              {user === undefined && (
                <>
                  <Link to={pages.user(row.user.id)}>{row.user.name}</Link>{' '}
                </>
              )}
              {accountChangeLabels[row.kind]}
              {row.role !== null && `：${postText(row)}`}
              {row.by.id !== row.user.id && <span className="quiet">，{byWhom(row)}办理</span>}
            </span>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="list-more">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            再看 20 条
          </Button>
        </div>
      )}
    </>
  );
}

// With `npm run seed -- --renew`: nobody of the house.
function byWhom({ by }: UserChangeEntry): string {
  return by.id === 'seed' ? '在服务器上' : `${by.name} `;
}

function postText({ role, unitName, communityName }: UserChangeEntry): string {
  return [role && roleLabels[role], unitName, communityName].filter(Boolean).join(' · ');
}
