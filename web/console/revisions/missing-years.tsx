// From November on the administrator is reminded that the next year's holidays are not known yet (domain §3.3).
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { missingYears } from '../../../domain/time/calendar.ts';
import { shanghaiDate } from '../../../domain/time/shanghai.ts';
import { api } from '../api/api.ts';
import { serverNow } from '../api/client.ts';
import { pages } from '../paths.ts';
import './revisions.css';

export function MissingYears() {
  const { data } = useQuery({
    queryKey: ['calendar'],
    queryFn: () => api.calendar(),
    staleTime: 30_000,
    refetchInterval: 60_000,
  });
  const years = data ? missingYears(data, shanghaiDate(serverNow())) : [];
  if (years.length === 0) return null;
  return (
    <p className="missing-years" role="status">
      {years.join('、')} 年的放假安排尚未录入，到时暂按周一至周五计算。国务院办公厅的通知公布后，请
      <Link to={pages.calendar}>上传放假安排</Link>，在办时限会逐件重算。
    </p>
  );
}
