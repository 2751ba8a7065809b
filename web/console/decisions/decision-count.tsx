// The number beside 待我决定: what others asked for and nobody has decided.
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import '../mine/mine.css';

export function DecisionCount() {
  const { data } = useQuery({
    queryKey: ['decisions', 'counts'],
    queryFn: ({ signal }) => api.decisionCounts({ signal }),
    refetchInterval: 30_000,
    retry: false,
  });
  const total = data?.total ?? 0;
  if (total === 0) return null;
  return (
    <span className="waiting-count">
      {total >= 100 ? '99+' : total}
      <span className="unseen">项待决定</span>
    </span>
  );
}
