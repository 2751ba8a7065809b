// What was asked, where, and by whom (masked).
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { channelLabels, sourceLabels, stateLabels } from '../../wording/labels.ts';
import { instantText, shortInstant } from '../../wording/times.ts';
import { useStaff, useUnits } from '../api/reference.ts';
import { useNow } from '../parts/now.ts';
import { pages } from '../paths.ts';
import { Appellant } from './appellant.tsx';
import { Corrected, CorrectButton } from './corrections.tsx';

export function Facts({ detail }: { detail: AppealDetail }) {
  const now = useNow(60_000);
  const handling = [detail.unitName, detail.handlerName].filter(Boolean).join(' · ');
  return (
    <section className="paper" aria-labelledby="facts">
      <div className="paper-head">
        <h2 id="facts">诉求内容</h2>
        <CorrectButton key={detail.no} detail={detail} />
      </div>
      <p className="case-text pre">{detail.text}</p>
      <dl className="facts">
        <Fact name="地点">{placeOf(detail)}</Fact>
        <Fact name="诉求人">
          {/* What was looked at is over with a correction. */}
          <Appellant key={`${detail.no} ${detail.intake.version}`} detail={detail} />
        </Fact>
        {detail.intake.corrected && (
          <Fact name="更正">
            <Corrected key={detail.no} no={detail.no} intake={detail.intake} now={now} />
          </Fact>
        )}
        <Fact name="承办">{handling || '尚未派单'}</Fact>
        <Fact name="登记">
          {instantText(Date.parse(detail.receivedAt), now)}，{channelLabels[detail.channel]}，
          {sourceLabels[detail.source]}
        </Fact>
        {detail.closedAt && <Fact name="结束">{instantText(Date.parse(detail.closedAt), now)}</Fact>}
        {detail.linkedTo && (
          <Fact name="原诉求">
            <Link to={pages.appeal(detail.linkedTo)} className="nums">
              {detail.linkedTo}
            </Link>
          </Fact>
        )}
        {detail.shieldedFrom.length > 0 && (
          <Fact name="回避">
            <Recused detail={detail} />
          </Fact>
        )}
        <Fact name="适用">
          政策 {detail.policyVersion}，日历 {detail.calendarVersion}（登记时固定，修订的另有记录）
        </Fact>
      </dl>
      {detail.duplicates.length > 0 && (
        <div className="similar">
          <h3>14 日内同类别、同楼院的诉求</h3>
          <ul>
            {detail.duplicates.map((each) => (
              <li key={each.no}>
                <Link to={pages.appeal(each.no)}>{each.title}</Link>{' '}
                <span className="quiet small nums">
                  {stateLabels[each.state]} · {shortInstant(Date.parse(each.receivedAt), now)}登记
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

export function placeOf({ communityName, compoundName, buildingName }: AppealDetail): string {
  return [communityName, compoundName, buildingName].filter(Boolean).join(' · ');
}

/** Whom the report is about, by name where the reader may know it. */
export function Recused({ detail }: { detail: AppealDetail }) {
  const known = [...useUnits(detail.communityId), ...useStaff(detail.communityId)];
  const names = detail.shieldedFrom.map((id) => known.find((each) => each.id === id)?.name ?? '外社区的单位或人员');
  return <>{[...new Set(names)].join('、')}（看不到、也接不到这件诉求）</>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
