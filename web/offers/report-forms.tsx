// What a helper reports of a task: there, going on, done. One button each; photos are welcome and never required.
import type { OfferCard } from '../../contracts/offers.ts';
import type { HelpStage } from '../../domain/words.ts';

/** What stood in a form that could not be taken. */
export type Typed = Partial<Record<'act' | 'stage' | 'reason' | 'text' | 'hours' | 'persons', string>>;

type Props = { card: OfferCard; typed: Typed; formKey: string };

export function ReportForms({ card, typed, formKey }: Props) {
  return (
    <>
      <h2>报告进展</h2>
      {card.arrivedAt === null ? (
        <form method="post">
          <Hidden stage="arrived" formKey={formKey} />
          <button type="submit">我到了</button>
        </form>
      ) : null}
      <details open={typed.stage === 'working'}>
        <summary>正在办，说说进展</summary>
        <form method="post" encType="multipart/form-data">
          <Hidden stage="working" formKey={formKey} />
          <Words id="going" label="进展" typed={typed} required />
          <Photos id="going-photos" />
          <button type="submit" className="second">
            报告进展
          </button>
        </form>
      </details>
      <details open={typed.stage === 'done' || (card.arrivedAt !== null && typed.stage === undefined)}>
        <summary>办完了</summary>
        <form method="post" encType="multipart/form-data">
          <Hidden stage="done" formKey={formKey} />
          <p className="field">
            <label className="label" htmlFor="hours">
              用了几个小时
            </label>
            <input
              id="hours"
              className="short"
              name="hours"
              inputMode="decimal"
              autoComplete="off"
              required
              defaultValue={typed.hours}
            />
            <span className="hint">例如 2 或 1.5</span>
          </p>
          <p className="field">
            <label className="label" htmlFor="persons">
              帮到几个人（可不填）
            </label>
            <input
              id="persons"
              className="short"
              name="persons"
              inputMode="numeric"
              autoComplete="off"
              defaultValue={typed.persons}
            />
          </p>
          <Words id="result" label="办得怎么样（可不填）" typed={typed} />
          <Photos id="result-photos" />
          <button type="submit">办完了，告诉社区</button>
        </form>
      </details>
    </>
  );
}

function Hidden({ stage, formKey }: { stage: HelpStage; formKey: string }) {
  return (
    <>
      <input type="hidden" name="act" value="report" />
      <input type="hidden" name="stage" value={stage} />
      <input type="hidden" name="formKey" value={`${formKey}-${stage}`} />
    </>
  );
}

type WordsProps = { id: string; label: string; typed: Typed; required?: boolean };

function Words({ id, label, typed, required = false }: WordsProps) {
  return (
    <p className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <textarea id={id} name="text" rows={3} maxLength={2000} required={required} defaultValue={typed.text} />
    </p>
  );
}

function Photos({ id }: { id: string }) {
  return (
    <p className="field">
      <label className="label" htmlFor={id}>
        照片（可不传）
      </label>
      <input
        id={id}
        type="file"
        name="files"
        multiple
        accept="image/jpeg,image/png,image/webp,image/heic,application/pdf"
      />
      <span className="hint">最多 5 张，每张不超过 10 MB</span>
    </p>
  );
}
