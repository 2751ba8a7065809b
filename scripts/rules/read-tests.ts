// Reads the rules out of a test file: the tests in `describe` blocks whose name begins with a source mark, '§4.6 extension' or
// 'issue 4 …'. The file is parsed, never run, so that the list is made in a second and needs no server.
import ts from 'typescript';

/** `source` '§4.6'; `group` the rest of the describe's name; `rule` the test's. */
export type TestedRule = { source: string; group: string; rule: string; path: string };

type Mark = { sources: string[]; group: string };

const mark = /^(§\d+(?:\.\d+)?|issue \d+(?: §\d+)?)$/;

/** The source marks at the beginning of a name, and the rest: '§4.2 §8 feedback' is of both; null without one. */
export function markOf(name: string): Mark | null {
  const words = name.split(' ');
  const sources: string[] = [];
  for (;;) {
    const pair = words.slice(0, 2).join(' ');
    const found = [pair, words[0] ?? ''].find((each) => mark.test(each.replace(/[,:;]$/, '')));
    if (found === undefined) break;
    sources.push(found.replace(/[,:;]$/, ''));
    words.splice(0, found.split(' ').length);
  }
  return sources.length > 0 ? { sources, group: words.join(' ') } : null;
}

/** The rules that the tests of a file prove, in the file's order; a test of two sources is listed under both. */
export function rulesOf(path: string, text: string): TestedRule[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: TestedRule[] = [];
  const visit = (node: ts.Node, around: Mark | null): void => {
    const call = namedCall(node);
    if (call?.callee === 'describe') around = inside(around, call.name);
    else if (call) found.push(...provedBy(call.name, around, path));
    ts.forEachChild(node, (child) => visit(child, around));
  };
  visit(file, null);
  return found;
}

/** A test that stands alone may carry its mark itself. */
function provedBy(name: string, around: Mark | null, path: string): TestedRule[] {
  const own = markOf(name);
  if (own) return own.sources.map((source) => ({ source, group: around?.group ?? '', rule: own.group, path }));
  return (around?.sources ?? []).map((source) => ({ source, group: around?.group ?? '', rule: name, path }));
}

/** A describe in a marked one is of the same source; its name joins the group's. */
function inside(around: Mark | null, name: string): Mark | null {
  const own = markOf(name);
  if (own || !around) return own;
  return { sources: around.sources, group: [around.group, name].filter(Boolean).join(' · ') };
}

/** `describe('…', () => …)`, `test.each(…)('…', …)`, and a file's own names for a test: whatever takes a name and a function. */
function namedCall(node: ts.Node): { callee: string; name: string } | null {
  if (!ts.isCallExpression(node)) return null;
  const [name, ...rest] = node.arguments;
  if (!name || !ts.isStringLiteralLike(name) || !rest.some(isFunction)) return null;
  const callee = rootOf(node.expression);
  return callee !== null && (callee === 'describe' || tests.has(callee)) ? { callee, name: name.text } : null;
}

/** `always` and `atTheEnd` are how properties over random walks are written. */
const tests = new Set(['test', 'it', 'always', 'atTheEnd']);

function rootOf(callee: ts.Expression): string | null {
  if (ts.isIdentifier(callee)) return callee.text;
  if (ts.isPropertyAccessExpression(callee)) return rootOf(callee.expression);
  return ts.isCallExpression(callee) ? rootOf(callee.expression) : null;
}

function isFunction(node: ts.Expression): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}
