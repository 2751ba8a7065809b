import { ErrorSummary, TextField, type Errors } from '../fields.tsx';
import { Page, type Frame } from '../frame.tsx';

type FollowProps = {
  frame: Frame;
  errors: Errors;
  code: string;
  tail: string;
  /** Said on top, such as that one must enter again. */ note: string | null;
};

export function FollowPage({ frame, errors, code, tail, note }: FollowProps) {
  return (
    <Page frame={frame} title="查进度" back="/" hasErrors={Object.keys(errors).length > 0}>
      <ErrorSummary errors={errors} />
      <h1>查进度、作评价</h1>
      {note === null ? null : <p className="notice">{note}</p>}
      <form method="post" action="/follow" noValidate data-enhance="once">
        <TextField
          name="queryCode"
          legend="查询码"
          hint="提交诉求或打电话登记时给您的，8 位；匿名的是 16 位。大小写、空格都不要紧。"
          errors={errors}
          value={code}
          autoComplete="off"
          width="medium"
          maxLength={60}
        />
        <TextField
          name="phoneTail"
          legend="登记电话的最后四位"
          hint="匿名反映的空着"
          errors={errors}
          value={tail}
          inputMode="numeric"
          autoComplete="off"
          width="short"
          maxLength={20}
        />
        <p className="actions">
          <button type="submit" className="button">
            查询
          </button>
        </p>
      </form>
      <p>查询码丢了？请带上登记的手机，到社区居民诉求中心查。</p>
    </Page>
  );
}
