import type { Attachment } from '../../../contracts/attachments.ts';
import type { Filed } from '../../../contracts/public.ts';
import type { AppealType, Victim } from '../../../domain/words.ts';
import { harmChoices, matters, promiseTexts, purposes } from '../../wording/residents.ts';
import { Checkbox, type Errors } from '../fields.tsx';
import { Page, type Frame } from '../frame.tsx';
import { Emergency, Files, Summary, When, Written } from '../parts.tsx';
import { Step } from './steps.tsx';

export type CheckShown = {
  type: AppealType;
  category: { code: string; name: string };
  community: string;
  compound: string | null;
  building: string | null;
  address: string | null;
  text: string;
  /** Whom a report is about. */
  about: string | null;
  files: readonly Attachment[];
  /** null: anonymous. */
  contact: { name: string; phone: string; email: string | null } | null;
  vulnerable: boolean;
  under14: boolean;
  guardian: { name: string; phone: string } | null;
  /** Who suffers. */
  victim: Victim | null;
};

type CheckProps = {
  frame: Frame;
  errors: Errors;
  back: string;
  answers: CheckShown;
  trouble: string | null;
  /** The case that is open in this browser, where it seems to be about the same. */
  earlier: { no: string; receivedAt: string } | null;
  now: number;
};

export function CheckPage({ frame, errors, back, answers, trouble, earlier, now }: CheckProps) {
  const { contact } = answers;
  const change = (step: string) => `/file/${step}?change=1`;
  const rows = [
    { label: '您想', value: purposes[answers.type].label, change: change('purpose') },
    { label: '哪方面', value: labelOf(answers.category), change: change('matter') },
    ...(answers.victim === null
      ? []
      : [{ label: '有人受伤害', value: harmChoices[answers.victim].label, change: change('harm') }]),
    { label: '社区', value: answers.community, change: change('community') },
    { label: '小区', value: answers.compound ?? '没有选', change: change('compound') },
    {
      label: '位置',
      value: [answers.building, answers.address].filter(Boolean).join('，') || '没有填',
      change: change('spot'),
    },
    { label: '情况', value: <Written text={answers.text} />, change: change('details') },
    ...(answers.about === null ? [] : [{ label: '举报的是', value: answers.about, change: change('details') }]),
    {
      label: '照片',
      value: answers.files.length > 0 ? <Files files={answers.files} base="/file/files" /> : '没有传',
      change: change('details'),
    },
    {
      label: '联系方式',
      value: contact ? [contact.name, contact.phone, contact.email].filter(Boolean).join('，') : '匿名',
      change: change('contact'),
    },
    ...(answers.under14
      ? [
          {
            label: '监护人',
            value: answers.guardian
              ? `${answers.guardian.name}，${answers.guardian.phone}，已同意`
              : '不满 14 岁，没有填监护人',
            change: change('contact'),
          },
        ]
      : []),
    ...(answers.vulnerable
      ? [{ label: '照顾', value: '老年人或残疾人，优先、上门办理', change: change('contact') }]
      : []),
  ];
  return (
    <Step frame={frame} shown={{}} errors={errors} back={back} change={false} step={5} title="核对后提交" submit="提交">
      <h1>核对后提交</h1>
      {trouble === null ? null : (
        <p className="notice late" role="alert">
          {trouble}
        </p>
      )}
      {earlier ? (
        <div className="notice" role="status">
          <p>
            您<When at={earlier.receivedAt} now={now} />
            在同一个地方反映过同一类的事，编号 {earlier.no}。是同一件事的，不用再报。
          </p>
          <p>
            <a className="plain" href="/case">
              看那件事的进度
            </a>
          </p>
        </div>
      ) : (
        <p>
          以前反映过同一件事的，不用再报：
          <a className="plain" href="/follow">
            凭查询码查进度
          </a>
        </p>
      )}
      <Summary rows={rows} />
      <p>
        <a className="plain" href="/privacy">
          看个人信息告知书
        </a>
      </p>
      <Checkbox
        name="consent"
        label="我看过并同意个人信息告知书"
        hint="信息只用来办这件事，结案两年后去掉联系方式"
        checked={false}
        errors={errors}
      />
    </Step>
  );
}

export type FiledShown = Filed & {
  anonymous: boolean;
  email: boolean;
  /** Somebody suffers. */ harm: boolean;
  /** Whole, for the printed page. */ followUrl: string;
};

export function FiledPage({ frame, filed, now }: { frame: Frame; filed: FiledShown; now: number }) {
  return (
    <Page frame={frame} title="已经收到">
      <div className="banner">
        <h1>收到了，谢谢您</h1>
        <p>请记下查询码，查进度要用它。</p>
        <dl>
          <div>
            <dt>查询码</dt>
            <dd className="code">{grouped(filed.queryCode)}</dd>
          </div>
          <div>
            <dt>诉求编号</dt>
            <dd>{filed.no}</dd>
          </div>
        </dl>
      </div>
      {filed.harm ? (
        <>
          <p>社区已经收到，会马上处理、保密。危险正在发生的，不要等，请现在就打电话。</p>
          <Emergency />
        </>
      ) : null}
      <p>
        {filed.anonymous
          ? '您是匿名反映的，查进度只凭这个查询码。码丢了就查不到了，请抄下来、打印，或者拍张照。'
          : '查进度用查询码和您电话的后四位。请抄下来、打印，或者拍张照。'}
        {filed.email ? '编号和查询码也会发到您的邮箱。' : null}
      </p>
      <p className="print-only">查询网址：{filed.followUrl}</p>
      <p className="screen-only" data-enhance="print" hidden>
        <button type="button" className="button second">
          打印这一页
        </button>
      </p>
      <h2>接下来</h2>
      <ol className="promises">
        {filed.promises.map(({ clock, dueAt }) => (
          <li key={clock}>
            <b>
              <When at={dueAt} now={now} before />
            </b>
            {promiseTexts[clock]}
          </li>
        ))}
        <li>
          <b>办完以后</b>
          {filed.anonymous ? '答复写在进度页上，请您来看、来评价。' : '给您答复，并回访您是否满意。'}
        </li>
      </ol>
      <p>时间以进度页上写的为准。哪一步超过了，系统会自动督办。</p>
      <p className="actions screen-only">
        <a className="button" href="/case">
          看进度
        </a>
      </p>
      <form method="post" action="/file/again" className="screen-only">
        <button type="submit" className="plain">
          再反映一件事
        </button>
      </form>
    </Page>
  );
}

/** ABCD EFGH: read out and copied in fours. */
export function grouped(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ');
}

function labelOf({ code, name }: CheckShown['category']): string {
  return matters.flatMap(({ items }) => items).find((item) => item.code === code)?.label ?? name;
}
