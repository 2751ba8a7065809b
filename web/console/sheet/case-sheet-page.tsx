// 诉求办理单: the whole case on A4, for the file and for signing. It says what the case page says to this person, and no more.
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { TimelineEntry } from '../../../contracts/timeline.ts';
import { isTerminal } from '../../../domain/words.ts';
import { correctedFieldsText } from '../../wording/corrections.ts';
import {
  channelLabels,
  classHints,
  classLabels,
  clockLabels,
  flagLabels,
  outcomeLabels,
  policeResultLabels,
  sourceLabels,
  stateLabels,
  typeLabels,
  victimLabels,
} from '../../wording/labels.ts';
import { actorOf } from '../../wording/timeline.ts';
import { lengthText } from '../../wording/times.ts';
import type { Attachment } from '../api/api.ts';
import { clockTitle, pausedWords } from '../appeal/clocks.tsx';
import { courseRows } from '../appeal/course.tsx';
import { appealQuery, attachmentsQuery, timelineQuery } from '../appeal/data.ts';
import { placeOf, Recused } from '../appeal/facts.tsx';
import { technical } from '../appeal/timeline-list.tsx';
import { CourseTable } from './course-table.tsx';
import { appellantLines, briefText, datedText, isDiscreet, writtenText } from './on-paper.ts';
import { Cell, Cells, Lines, Paper, PaperHead, Signatures } from './paper.tsx';

export function CaseSheetPage() {
  const { no = '' } = useParams();
  const appeal = useQuery(appealQuery(no));
  const there = appeal.data !== undefined;
  const timeline = useQuery({ ...timelineQuery(no, appeal.data?.seq ?? 0), enabled: there });
  const files = useQuery({ ...attachmentsQuery(no), enabled: there });
  // What stands in while a newer course is fetched may be another case's.
  const whole = appeal.data && files.data && timeline.data && !timeline.isPlaceholderData;
  return (
    <Paper no={no} title="诉求办理单" parts={there ? [appeal, timeline, files] : [appeal]}>
      {whole ? <CaseSheet detail={appeal.data} course={timeline.data.items} files={files.data.items} /> : null}
    </Paper>
  );
}

type Props = { detail: AppealDetail; course: TimelineEntry[]; files: Attachment[] };

/** What the work came to, and what was said to the resident about it: in fields of their own. */
const results: readonly TimelineEntry['kind'][] = ['completed'];
const answers: readonly TimelineEntry['kind'][] = [
  'answeredNow',
  'replied',
  'declined',
  'transferredOut',
  'xinfangAnswered',
];

function CaseSheet({ detail, course, files }: Props) {
  const entries = course.filter(({ kind }) => !technical.has(kind));
  const told = (kinds: readonly TimelineEntry['kind'][]) =>
    entries.filter(({ kind, text }) => kinds.includes(kind) && text !== null);
  // Of a case that is over nothing is still to come.
  const notYet = (step: string) => (isTerminal(detail.state) ? '—' : `尚未${step}`);
  const rows = courseRows(detail, briefText);
  return (
    <>
      <PaperHead from={detail.communityName} title="诉求办理单" no={detail.no} />
      {isDiscreet(detail) && <p className="a4-discreet">本件须保密：只限办理的人查阅，不得转交、公开。</p>}
      <section aria-labelledby="asked">
        <h2 id="asked">诉求</h2>
        <AskedCells detail={detail} />
      </section>
      <section aria-labelledby="handled">
        <h2 id="handled">办理</h2>
        <Cells>
          <Cell name="承办单位">{detail.unitName ?? notYet('派单')}</Cell>
          <Cell name="承办人">{detail.handlerName ?? notYet('签收')}</Cell>
          <Cell name="时限" wide>
            <Lines of={clockLines(detail)} />
          </Cell>
          {[...new Set(rows.map(({ what }) => what))].map((what) => (
            <Cell key={what} name={what} wide>
              <Lines of={rows.filter((row) => row.what === what).map(({ text }) => writtenText(text))} />
            </Cell>
          ))}
          <Words name="办理结果" entries={told(results)} none={notYet('办结')} />
          <Words name="答复" entries={told(answers)} none={notYet('答复')} />
          {files.length > 0 && (
            <Cell name="附件" wide>
              <Lines of={files.map(fileLine)} />
            </Cell>
          )}
        </Cells>
      </section>
      <section aria-labelledby="course">
        <h2 id="course">经过</h2>
        {entries.length === 0 && <p>已登记，流程即将启动。</p>}
        {entries.length > 0 && (
          <CourseTable detail={detail} entries={entries} above={[...told(results), ...told(answers)]} />
        )}
      </section>
      <Signatures names={['经办人', '审核人', '日期']} />
    </>
  );
}

function AskedCells({ detail }: { detail: AppealDetail }) {
  const { violence } = detail;
  const { corrected } = detail.intake;
  const state = [stateLabels[detail.state], detail.outcome && outcomeLabels[detail.outcome]].filter(Boolean).join('，');
  const marks = marksOf(detail);
  return (
    <Cells>
      <Cell name="登记时间">{datedText(detail.receivedAt)}</Cell>
      <Cell name="来源">
        {channelLabels[detail.channel]}，{sourceLabels[detail.source]}
      </Cell>
      <Cell name="类别">
        {typeLabels[detail.type]}，{detail.categoryName}
      </Cell>
      <Cell name="紧急程度">
        {classLabels[detail.class]}（{classHints[detail.class]}）
      </Cell>
      <Cell name="状态">{state}</Cell>
      <Cell name="结束时间">{detail.closedAt ? datedText(detail.closedAt) : '—'}</Cell>
      {marks.length > 0 && (
        <Cell name="标记" wide>
          {marks.join('、')}
        </Cell>
      )}
      <Cell name="地点" wide>
        {placeOf(detail)}
      </Cell>
      <Cell name="诉求人" wide>
        <Lines of={appellantLines(detail)} />
      </Cell>
      <Cell name="标题" wide>
        {writtenText(detail.title)}
      </Cell>
      <Cell name="内容" wide>
        <span className="pre">{writtenText(detail.text)}</span>
      </Cell>
      {corrected && (
        <Cell name="更正" wide>
          已更正 {corrected.times} 次，最近 {briefText(corrected.at)}：{correctedFieldsText(corrected.fields)}
        </Cell>
      )}
      {violence && (
        <Cell name="人身伤害" wide>
          {victimLabels[violence.victim]}；
          {violence.report
            ? `${policeResultLabels[violence.report.result]}，${datedText(violence.report.at)}，${violence.report.by}记录。${writtenText(violence.report.text ?? '')}`
            : '尚未记录报警情况'}
        </Cell>
      )}
      {detail.linkedTo && <Cell name="原诉求">{detail.linkedTo}</Cell>}
      {detail.merge && <Cell name="并入">{detail.merge.into}</Cell>}
      {detail.children.length > 0 && (
        <Cell name="并入本件" wide>
          {detail.children.map(({ no }) => no).join('、')}
        </Cell>
      )}
      {detail.shieldedFrom.length > 0 && (
        <Cell name="回避" wide>
          <Recused detail={detail} />
        </Cell>
      )}
    </Cells>
  );
}

function marksOf({ flags, listed, rung, round, proactive, xinfang, agenda }: AppealDetail): string[] {
  return [
    ...flags.map((flag) => (flagLabels as Record<string, string>)[flag] ?? flag),
    listed && '挂牌督办',
    rung > 0 && `提级 ${rung}`,
    round > 0 && `第 ${round} 次重办`,
    proactive && '主动治理',
    xinfang && '信访',
    agenda && '议事会议题',
  ].filter((mark): mark is string => Boolean(mark));
}

/** Every limit that runs, and every one that was broken. */
function clockLines(detail: AppealDetail): string[] {
  const running = [...detail.clocks]
    .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
    .map((clock) => {
      const title = clockTitle(clock, detail);
      if (clock.pausedRemainingMs !== null) {
        const why = pausedWords[detail.state] ?? '恢复办理后继续计算';
        return `${title}：已暂停，剩 ${lengthText(clock.pausedRemainingMs)}（工作时间），${why}`;
      }
      return `${title}：${datedText(clock.dueAt)}截止${clock.firedAt ? '，已超期' : ''}`;
    });
  const broken = detail.late.map(
    ({ clock, round, dueAt }) =>
      `曾超期：${clockLabels[clock]}${round > 0 ? `（第 ${round} 次重办）` : ''}，应于 ${datedText(dueAt)}`,
  );
  const lines = [...running, ...broken];
  return lines.length > 0 ? lines : ['没有正在计算的时限，没有超期记录'];
}

function Words({ name, entries, none }: { name: string; entries: TimelineEntry[]; none: string }) {
  return (
    <Cell name={name} wide>
      {entries.length === 0 && none}
      {entries.map((entry) => (
        <span key={entry.seq} className="row-line">
          <span className="pre">{writtenText(entry.text ?? '')}</span>
          <span className="row-sub">
            {actorOf(entry)}，{briefText(entry.at)}
          </span>
        </span>
      ))}
    </Cell>
  );
}

function fileLine({ fileName, mediaType, purpose }: Attachment): string {
  const kind = mediaType === 'application/pdf' ? 'PDF' : '图片';
  return `${writtenText(fileName)}（${kind}，${purpose === 'intake' ? '居民所附' : '办理佐证'}）`;
}
