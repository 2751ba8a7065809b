// Complaints of the contract or the API put to the fields of a form; the topmost takes the focus.
import type { FormInstance } from 'antd';

type Issue = { path: string; message: string };

/** Puts each complaint at its field, the first of each; answers those of no field as one sentence, null when there are none. */
export function complain<F extends object>(form: FormInstance<F>, issues: readonly Issue[], known: F): string | null {
  const found = new Map<string, string>();
  const rest: string[] = [];
  for (const { path, message } of issues) {
    const name = path.split('.')[0] ?? '';
    if (!(name in known)) rest.push(message);
    else if (!found.has(name)) found.set(name, message);
  }
  for (const [name, message] of found) form.setFields([{ name, errors: [message] }] as never);
  const top = topmost([...found.keys()].flatMap((name) => document.getElementById(name) ?? []));
  if (top) {
    form.scrollToField(top.id, { block: 'center' });
    top.focus();
  }
  return rest.length > 0 ? rest.join('；') : null;
}

function topmost(nodes: HTMLElement[]): HTMLElement | undefined {
  return nodes.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))[0];
}
