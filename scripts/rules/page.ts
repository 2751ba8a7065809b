// The page itself: one table a source, its rules in the order of groups and tests, each with the file that proves it.
import type { TestedRule } from './read-tests.ts';

const head = `# Rules and their tests

Made from the tests by \`npm run rules\`; not to be edited. The source is a section of the domain's description, or an issue. A test is
listed when its \`describe\` block begins with its source. \`%s\` stands for the cases of a table.
`;

/** The whole of docs/rules.md. */
export function pageOf(rules: TestedRule[]): string {
  const sources = [...new Set(rules.map(({ source }) => source))].sort(bySection);
  return [
    head,
    ...sources.map((source) =>
      section(
        source,
        rules.filter((rule) => rule.source === source),
      ),
    ),
  ].join('\n');
}

function section(source: string, rules: TestedRule[]): string {
  const groups = [...new Set(rules.map(({ group }) => group))].sort((a, b) => a.localeCompare(b, 'en'));
  const rows = groups.flatMap((group) =>
    rules
      .filter((rule) => rule.group === group)
      .map(({ rule, path }) => `| ${cell(group)} | ${cell(rule)} | [${path.replace(/^test\//, '')}](../${path}) |`),
  );
  return [`## ${source}`, '', '| Rule of | Rule | Test |', '|---|---|---|', ...rows, ''].join('\n');
}

/** §3 before §3.2 before §3.10; sections before issues. */
function bySection(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
}
