// The forms a resident sends about their case. `formKey`: one wish, however often the button is pressed.
import type { ReactNode } from 'react';
import type { PublicCard } from '../../../contracts/public.ts';
import { satisfactions } from '../../../domain/words.ts';
import { satisfactionTexts } from '../../wording/residents.ts';
import { reviewTexts, stageNames } from '../../wording/reviews.ts';
import { ErrorSummary, FileField, Radios, TextArea, type Errors } from '../fields.tsx';
import { Page, type Frame } from '../frame.tsx';
import { Written } from '../parts.tsx';
import { AskBy } from './reviews.tsx';

export type JudgeShown = { contacted?: string; result?: string; satisfaction?: string; text?: string };
type FormProps = { frame: Frame; card: PublicCard; errors: Errors; formKey: string };

export function JudgePage({ shown, ...props }: FormProps & { shown: JudgeShown }) {
  const { card, errors } = props;
  const reply = card.replies.at(-1);
  return (
    <CaseForm {...props} title="评价这次办理" submit="提交评价">
      <h1>评价这次办理</h1>
      {reply ? (
        <section className="reply">
          <h2>给您的答复</h2>
          <Written text={reply.text} />
        </section>
      ) : null}
      <Radios
        name="contacted"
        legend="工作人员联系过您吗？"
        errors={errors}
        choices={[
          { value: 'yes', label: '联系过' },
          { value: 'no', label: '没有联系' },
        ]}
        chosen={shown.contacted}
        columns
      />
      <Radios
        name="result"
        legend="问题解决了吗？"
        errors={errors}
        choices={[
          { value: 'solved', label: '解决了' },
          {
            value: 'unsolved',
            label: '没有解决',
            hint: card.round >= 2 ? '已经重办两次；可以请社区安排议事会讨论或者人民调解' : '会给您重办',
          },
          { value: 'explained', label: '没有解决，但我接受说明', hint: '这件事就结束了' },
        ]}
        chosen={shown.result}
      />
      <Radios
        name="satisfaction"
        legend="您满意吗？"
        errors={errors}
        choices={satisfactions.map((value) => ({ value, label: satisfactionTexts[value] }))}
        chosen={shown.satisfaction}
        columns
      />
      <TextArea name="text" legend="还想说什么（可不填）" errors={errors} value={shown.text} rows={4} />
    </CaseForm>
  );
}

export function AnswerPage({ text, ...props }: FormProps & { text: string }) {
  return (
    <CaseForm {...props} title="补充情况" submit="提交" multipart>
      <h1>补充情况</h1>
      {props.card.question === null ? null : (
        <section className="reply">
          <h2>要问您的是</h2>
          <Written text={props.card.question} />
        </section>
      )}
      <TextArea name="text" legend="您的答复" errors={props.errors} value={text} />
      <FileField
        name="files"
        legend="照片或 PDF（可不传）"
        hint="一次最多 5 个，每个不超过 10 MB"
        errors={props.errors}
        accept="image/jpeg,image/png,image/webp,application/pdf"
      />
    </CaseForm>
  );
}

export function RedoPage({ text, ...props }: FormProps & { text: string }) {
  return (
    <CaseForm {...props} title="要求重办" submit="要求重办">
      <h1>没办好，要求重办</h1>
      <p>会按新的期限重新给您办，由原来的承办人继续。同一件事最多重办两次。</p>
      <TextArea name="text" legend="哪里没办好？" errors={props.errors} value={text} />
    </CaseForm>
  );
}

export function ReviewPage({ text, now, ...props }: FormProps & { text: string; now: number }) {
  const { card, errors } = props;
  const opinion = card.xinfang?.reviews.findLast(({ decidedAt }) => decidedAt !== null);
  const stage = card.review ?? (opinion ? 'reReview' : 'review');
  const { title, why, against, next } = reviewTexts[stage];
  const contested = opinion ? opinion.text : (card.replies.at(-1)?.text ?? null);
  return (
    <CaseForm {...props} title={title} submit={`提交${stageNames[stage]}申请`}>
      <h1>{title}</h1>
      <p>{why}</p>
      {card.redoBy === null ? null : (
        <p>
          <AskBy at={card.redoBy} now={now} />
        </p>
      )}
      {contested === null ? null : (
        <section className="reply">
          <h2>{against}</h2>
          <Written text={contested} />
        </section>
      )}
      <TextArea
        name="text"
        legend="您的请求和理由"
        hint="哪里不对、为什么不对、您要求怎么改"
        errors={errors}
        value={text}
      />
      <h2>提交以后</h2>
      <ol className="promises">
        {next.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ol>
    </CaseForm>
  );
}

export function WithdrawPage({ text, ...props }: FormProps & { text: string }) {
  return (
    <CaseForm {...props} title="撤回诉求" submit="确定撤回">
      <h1>确定要撤回吗？</h1>
      <p>撤回以后，这件事就不再办理，也不能恢复。以后还有需要，可以重新反映。关系到安全的事，社区仍会继续处理。</p>
      <TextArea name="text" legend="为什么撤回（可不填）" errors={props.errors} value={text} rows={3} />
    </CaseForm>
  );
}

type CaseFormProps = FormProps & { title: string; submit: string; multipart?: boolean; children: ReactNode };

function CaseForm({ frame, errors, formKey, title, submit, multipart, children }: CaseFormProps) {
  return (
    <Page frame={frame} title={title} back="/case" hasErrors={Object.keys(errors).length > 0}>
      <ErrorSummary errors={errors} />
      <form method="post" noValidate encType={multipart ? 'multipart/form-data' : undefined} data-enhance="once">
        <input type="hidden" name="formKey" value={formKey} />
        {children}
        <p className="actions">
          <button type="submit" className="button">
            {submit}
          </button>
          <a className="button second" href="/case">
            不了，返回
          </a>
        </p>
      </form>
    </Page>
  );
}
