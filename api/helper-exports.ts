// The directory as a table, and an empty one to fill in. Names and numbers leave it whole only for a reason, noted for each person.
import type { Response } from 'express';
import { z } from 'zod';
import { exportRequest, tableColumns, tableFormats, type TableFormat } from '../contracts/helper-tables.ts';
import { fieldIssues } from '../contracts/issues.ts';
import { directoryReaders, verifiers } from '../domain/directory/rules.ts';
import { maskName, maskPhone } from '../domain/people/masking.ts';
import { capabilities, trainings } from '../domain/matching/capabilities.ts';
import { helperNames, listHelpers, noteDisclosure, type HelperEntry } from '../store/directory.ts';
import {
  capabilityLabels,
  helperKindLabels,
  helperStateLabels,
  minuteText,
  tableHeadings,
  trainingLabels,
  windowText,
} from '../web/wording/helpers.ts';
import type { Dependencies } from './dependencies.ts';
import type { Route } from './handle.ts';
import { roleOf } from './helper-change.ts';
import { ProblemError } from './problem.ts';
import { rolesIn } from './scope.ts';
import { mediaTypes, writeTable } from './tables/write-table.ts';

const tag = '双报到';
const most = 50_000;
const file = z.string().meta({ format: 'binary' });

export const exportRoutes: readonly Route[] = [
  {
    spec: {
      method: 'post',
      path: '/helpers/export',
      tag,
      summary: '导出名录（CSV、XLSX），行数在 X-Row-Count；写明理由的含完整姓名与电话，逐人留下记录',
      access: 'session',
      body: exportRequest,
      answer: file,
      answerType: 'application/octet-stream',
      refusals: ['forbidden', 'notFound'],
    },
    serve: (deps) => async (request, response) => {
      const person = await deps.people.require(request);
      const read = exportRequest.safeParse((request.body as unknown) ?? {});
      if (!read.success) throw new ProblemError('invalid', { errors: fieldIssues(read.error) });
      const { format, community, kind, reason } = read.data;
      const roles = rolesIn(person, community);
      if (!roles.some((role) => directoryReaders.includes(role))) throw new ProblemError('notFound');
      const whole = reason !== undefined;
      if (whole && !roles.some((role) => verifiers.includes(role))) throw new ProblemError('forbidden');
      const filter = { communityIds: [community], ...(kind ? { kind } : {}) };
      const { items } = await listHelpers(deps.store, deps.cipher, filter, { limit: most });
      if (whole) {
        const ids = items.map(({ id }) => id);
        await noteDisclosure(deps.store, ids, { id: person.id, role: roleOf(roles) }, { reason, export: true });
      }
      const name = (await deps.reference.community(community))?.name ?? '';
      const rows = await rowsOf(deps, items, whole);
      response.setHeader('X-Row-Count', String(items.length));
      await send(response, format, `双报到名录-${name}-${items.length}条`, [[...headings, '状态'], ...rows]);
    },
  },
  {
    spec: {
      method: 'get',
      path: '/helpers/template',
      tag,
      summary: '导入用的空白模板，附各列可填的内容',
      access: 'session',
      query: z.strictObject({ format: z.enum(tableFormats).default('xlsx') }),
      answer: file,
      answerType: 'application/octet-stream',
    },
    serve: (deps) => async (request, response) => {
      await deps.people.require(request);
      const format = z.enum(tableFormats).catch('xlsx').parse(request.query.format);
      await send(response, format, '双报到导入模板', [headings, ...examples]);
    },
  },
];

const headings = tableColumns.map((column) => tableHeadings[column]);
// 示例 rows say what may stand in each column; they are to be overwritten.
const examples = [
  [
    helperKindLabels.unit,
    '示例单位（请改写）',
    '联系人姓名',
    '0359-4000000',
    '',
    ...['', '', ''],
    capabilities.map((each) => capabilityLabels[each]).join('、'),
    '',
    '周一、周二、周三、周四、周五 08:30-18:00',
    '',
    '3',
    '是',
  ],
  [
    helperKindLabels.member,
    '',
    '党员姓名（请改写）',
    '14000000000',
    '',
    '',
    '示例单位（请改写）',
    '',
    [capabilityLabels.electrical, capabilityLabels.errand].join('、'),
    trainings.map((each) => trainingLabels[each]).join('、'),
    '周六、周日 09:00-18:00；周五 18:30-21:00',
    '22:00-07:00',
    '',
    '是',
  ],
];

async function rowsOf(deps: Dependencies, entries: readonly HelperEntry[], whole: boolean): Promise<string[][]> {
  const groups = await helperNames(
    deps.store,
    entries.flatMap(({ unitId, teamId }) => [unitId, teamId]),
  );
  const compounds = new Map<string, string>();
  for (const communityId of new Set(entries.map((entry) => entry.communityId))) {
    for (const { id, name } of await deps.reference.compounds(communityId)) compounds.set(id, name);
  }
  return entries.map((entry) => rowOf(entry, { groups, compounds, whole }));
}

type Names = { groups: ReadonlyMap<string, string>; compounds: ReadonlyMap<string, string>; whole: boolean };

function rowOf(entry: HelperEntry, { groups, compounds, whole }: Names): string[] {
  const { kind, name, person, phone, email, compoundId, unitId, teamId, hours, quiet, state } = entry;
  const called = (names: ReadonlyMap<string, string>, id: string | null) => (id === null ? '' : (names.get(id) ?? ''));
  return [
    helperKindLabels[kind],
    name ?? '',
    person === null ? '' : whole ? person : maskName(person),
    phone === null ? '' : whole ? phone : maskPhone(phone),
    whole ? (email ?? '') : '',
    called(compounds, compoundId),
    called(groups, unitId),
    called(groups, teamId),
    labelled(entry.capabilities, capabilityLabels),
    labelled(entry.training, trainingLabels),
    hours.map(windowText).join('；'),
    quiet ? `${minuteText(quiet.from)}-${minuteText(quiet.to)}` : '',
    kind === 'member' ? '' : String(entry.maxActiveTasks),
    entry.consentAt === null ? '否' : '是',
    helperStateLabels[state],
  ];
}

function labelled(values: readonly string[], labels: Record<string, string>): string {
  return values.map((value) => labels[value] ?? value).join('、');
}

async function send(response: Response, format: TableFormat, name: string, rows: readonly (readonly string[])[]) {
  response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`);
  response.setHeader('Cache-Control', 'no-store');
  response.type(mediaTypes[format]).send(await writeTable(format, rows));
}
