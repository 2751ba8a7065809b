// What the clerk reads to the caller: number, query code, promised date. Then the next call.
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { stateLabels } from '../../wording/labels.ts';
import { instantText, shortInstant } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { serverNow } from '../api/client.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { ClassMark } from '../parts/marks.tsx';
import { pages } from '../paths.ts';
import type { Saved } from './saving.ts';

const tries = 15;

export function SavedCard({ saved, next }: { saved: Saved; next: () => void }) {
  return (
    <section className="paper saved" aria-live="polite">
      {saved.harm && (
        <Alert
          type="error"
          showIcon
          className="gap-below"
          title="请立即拨打 110 报警，并记录接警情况"
          action={
            <LinkButton to={pages.appeal(saved.no)} type="primary" danger>
              记录报警情况
            </LinkButton>
          }
        />
      )}
      {saved.laterChangesMissing && (
        <Alert
          type="warning"
          showIcon
          className="gap-below"
          title="第一次提交时已经保存。此后的修改没有保存，请打开诉求，用“内部备注”补上。"
        />
      )}
      <dl className="saved-facts">
        <div>
          <dt>诉求编号</dt>
          <dd className="nums">{saved.no}</dd>
        </div>
        <div>
          <dt>查询码</dt>
          <dd className="nums saved-code">{saved.queryCode}</dd>
        </div>
        <div>
          <dt>承诺办结</dt>
          <dd>
            <Promised no={saved.no} />
          </dd>
        </div>
        <div>
          <dt>紧急程度</dt>
          <dd>
            <ClassMark cls={saved.class} />
          </dd>
        </div>
      </dl>
      <p className="quiet">
        请告诉诉求人：凭查询码{saved.anonymous ? '' : '和手机号后四位'}，可在居民页面查询进展。查询码只在此处显示。
      </p>
      {saved.duplicates.length > 0 && <Duplicates saved={saved} />}
      <div className="row">
        <Button type="primary" size="large" autoFocus onClick={next}>
          登记下一件
        </Button>
        <LinkButton to={pages.appeal(saved.no)} size="large">
          查看这件诉求
        </LinkButton>
      </div>
    </section>
  );
}

/** The case's own handling clock: there as soon as its workflow has begun, mostly within a second. */
function Promised({ no }: { no: string }) {
  const { data, failureCount, dataUpdatedAt } = useQuery({
    queryKey: ['appeal', no],
    queryFn: ({ signal }) => api.appeal(no, { signal }),
    refetchInterval: (query) =>
      promiseOf(query.state.data) || query.state.dataUpdateCount + query.state.errorUpdateCount > tries ? false : 1000,
  });
  const due = promiseOf(data);
  if (due) return <>{instantText(Date.parse(due), serverNow())}前</>;
  return (
    <span className="quiet">
      {failureCount > 2 || dataUpdatedAt === 0 ? '正在计算…' : '流程启动后计算，稍后见诉求详情'}
    </span>
  );
}

function promiseOf(detail: AppealDetail | undefined): string | null {
  return detail?.clocks.find((clock) => clock.name === 'handling')?.dueAt ?? null;
}

function Duplicates({ saved }: { saved: Saved }) {
  const now = serverNow();
  return (
    <div className="duplicates">
      <h2>14 日内同类别、同楼院的诉求</h2>
      <ul>
        {saved.duplicates.map((each) => (
          <li key={each.no}>
            <Link to={pages.appeal(each.no)}>{each.title}</Link>
            <span className="quiet nums">
              {each.no} · {stateLabels[each.state]} · {shortInstant(Date.parse(each.receivedAt), now)}登记
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
