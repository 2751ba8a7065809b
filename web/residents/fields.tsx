// The pieces of a form: each question is a fieldset or a label of its own, its complaint stands with it, in the same words as
// in the summary at the top.
import type { ReactNode } from 'react';

/** Complaints by the field's name. */
export type Errors = Record<string, string>;
export type Choice = { value: string; label: string; hint?: string };

/** All that is wrong, on top, linked to the fields; it takes the focus when the page opens. */
export function ErrorSummary({ errors }: { errors: Errors }) {
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div className="errors" role="alert" aria-labelledby="errors-title" tabIndex={-1} autoFocus data-enhance="focus">
      <h2 id="errors-title">有 {entries.length} 处需要改一下</h2>
      <ul>
        {entries.map(([name, text]) => (
          <li key={name}>
            <a href={`#${name}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function ErrorText({ name, errors }: { name: string; errors: Errors }) {
  const text = errors[name];
  if (text === undefined) return null;
  return (
    <p className="error" id={`${name}-error`}>
      <span className="unseen">有误：</span>
      {text}
    </p>
  );
}

type Question = { name: string; legend: ReactNode; hint?: ReactNode; errors: Errors };

type RadiosProps = Question & {
  choices: readonly Choice[];
  chosen: string | undefined;
  /** Side by side where there is room. */
  columns?: boolean;
  children?: ReactNode;
};

/** One of several. The first choice carries the field's own id, so that the summary leads there. */
export function Radios({ name, legend, hint, errors, choices, chosen, columns = false, children }: RadiosProps) {
  return (
    <fieldset
      className={errors[name] ? 'question wrong' : 'question'}
      aria-describedby={describedBy(name, errors, hint)}
    >
      <legend>{legend}</legend>
      <Hint name={name} hint={hint} />
      <ErrorText name={name} errors={errors} />
      {children}
      <div className={columns ? 'choices columns' : 'choices'}>
        {choices.map((choice, index) => (
          <Radio
            key={choice.value}
            name={name}
            id={index === 0 ? name : `${name}-${index}`}
            choice={choice}
            chosen={chosen}
          />
        ))}
      </div>
    </fieldset>
  );
}

type RadioProps = { name: string; id: string; choice: Choice; chosen: string | undefined };

export function Radio({ name, id, choice, chosen }: RadioProps) {
  return (
    <label className="choice" htmlFor={id}>
      <input type="radio" id={id} name={name} value={choice.value} defaultChecked={choice.value === chosen} />
      <span>
        {choice.label}
        {choice.hint ? <small>{choice.hint}</small> : null}
      </span>
    </label>
  );
}

type TextProps = Question & {
  value: string | undefined;
  type?: 'text' | 'tel' | 'email';
  inputMode?: 'numeric' | 'tel' | 'email' | 'text';
  autoComplete?: string;
  width?: 'short' | 'medium';
  maxLength?: number;
};

export function TextField({ name, legend, hint, errors, value, type = 'text', width, ...rest }: TextProps) {
  return (
    <div className={errors[name] ? 'question wrong' : 'question'}>
      <label htmlFor={name}>{legend}</label>
      <Hint name={name} hint={hint} />
      <ErrorText name={name} errors={errors} />
      <input
        {...rest}
        className={width}
        id={name}
        name={name}
        type={type}
        defaultValue={value}
        aria-invalid={errors[name] ? true : undefined}
        aria-describedby={describedBy(name, errors, hint)}
      />
    </div>
  );
}

type AreaProps = Question & { value: string | undefined; rows?: number };

export function TextArea({ name, legend, hint, errors, value, rows = 6 }: AreaProps) {
  return (
    <div className={errors[name] ? 'question wrong' : 'question'}>
      <label htmlFor={name}>{legend}</label>
      <Hint name={name} hint={hint} />
      <ErrorText name={name} errors={errors} />
      <textarea
        id={name}
        name={name}
        rows={rows}
        defaultValue={value}
        aria-invalid={errors[name] ? true : undefined}
        aria-describedby={describedBy(name, errors, hint)}
      />
    </div>
  );
}

type CheckProps = { name: string; label: ReactNode; hint?: string; checked: boolean; errors: Errors };

export function Checkbox({ name, label, hint, checked, errors }: CheckProps) {
  return (
    <div className={errors[name] ? 'question wrong' : 'question'}>
      <ErrorText name={name} errors={errors} />
      <label className="choice" htmlFor={name}>
        <input
          type="checkbox"
          id={name}
          name={name}
          value="yes"
          defaultChecked={checked}
          aria-invalid={errors[name] ? true : undefined}
          aria-describedby={describedBy(name, errors, undefined)}
        />
        <span>
          {label}
          {hint ? <small>{hint}</small> : null}
        </span>
      </label>
    </div>
  );
}

type FilesProps = Question & { accept: string };

export function FileField({ name, legend, hint, errors, accept }: FilesProps) {
  return (
    <div className={errors[name] ? 'question wrong' : 'question'}>
      <label htmlFor={name}>{legend}</label>
      <Hint name={name} hint={hint} />
      <ErrorText name={name} errors={errors} />
      <input
        type="file"
        id={name}
        name={name}
        accept={accept}
        multiple
        aria-invalid={errors[name] ? true : undefined}
        aria-describedby={describedBy(name, errors, hint)}
      />
    </div>
  );
}

function Hint({ name, hint }: { name: string; hint: ReactNode }) {
  return hint === undefined ? null : (
    <p className="hint" id={`${name}-hint`}>
      {hint}
    </p>
  );
}

function describedBy(name: string, errors: Errors, hint: ReactNode): string | undefined {
  const ids = [...(hint === undefined ? [] : [`${name}-hint`]), ...(errors[name] ? [`${name}-error`] : [])];
  return ids.length > 0 ? ids.join(' ') : undefined;
}
