// Correcting what was written down wrong at the registering: a new version of the intake, on record with who, when and why. The case
// itself holds none of it, so its workflow is not asked.
import { z } from 'zod';
import { appealNo } from '../contracts/base.ts';
import { corrected, correctionList, correctionRequest } from '../contracts/corrections.ts';
import { correctionRefusal, correctorOf } from '../domain/appeal/correcting.ts';
import { maskNumbers } from '../domain/people/masking.ts';
import { correctIntake, findCorrection, listCorrections, type CorrectionAnswer } from '../store/corrections.ts';
import { readIntake } from '../store/intakes.ts';
import { namesOf } from '../store/users.ts';
import { foreseen, seesText } from './appeal-view.ts';
import { correctionViews, givenFields, mayReadCorrections, onRecord } from './correction-view.ts';
import { titleFrom } from './filing.ts';
import { route, type Route } from './handle.ts';
import { bodyHash, correctionKey } from './keys.ts';
import { ProblemError } from './problem.ts';
import { visibleAppeal } from './scope.ts';

const tag = '诉求';
const params = z.strictObject({ no: appealNo });

export const correctionRoutes: readonly Route[] = [
  route(
    {
      method: 'post',
      path: '/appeals/:no/corrections',
      tag,
      summary: '更正登记时写错的内容：另存一版，原件保留；version 为所见的版本，已有人更正则 409 并附现在的版本（seq）',
      access: 'session',
      params,
      body: correctionRequest,
      keyed: true,
      answer: corrected,
      refusals: [
        ...(['forbidden', 'notPermitted', 'handlerCorrects', 'anonymousStays', 'nobodyOnRecord'] as const),
        ...(['nothingCorrected', 'staleEntry', 'sameKeyOtherBody'] as const),
      ],
    },
    async ({ deps, person, params: { no }, body, key }) => {
      const { version, reason, ...fields } = body;
      const found = await visibleAppeal(deps, person, no);
      // What the caller saw is no part of what they want: a retry may have looked again.
      const request = { requestKey: correctionKey(no, person.id, key), bodyHash: bodyHash({ reason, fields }) };
      const known = await findCorrection(deps.store, request);
      if (known) return answerOf(no, known);
      const [appeal, intake] = await Promise.all([
        found.doc ?? foreseen(deps, no),
        readIntake(deps.store, deps.cipher, no),
      ]);
      if (!appeal || !intake) throw new ProblemError('notFound');
      const refusal = correctionRefusal(appeal, person, givenFields(fields), onRecord(intake));
      const as = correctorOf(appeal, person);
      if (refusal || !as) throw new ProblemError(refusal ?? 'notPermitted');
      const { title = titleAfter(found.title, intake.text, fields.text) } = fields;
      const wanted = { ...fields, ...(title === undefined ? {} : { title: maskNumbers(title) }) };
      const draft = { ...request, no, by: person.id, as, version, fields: wanted, reason };
      return answerOf(no, await correctIntake(deps.store, deps.cipher, draft));
    },
  ),
  route(
    {
      method: 'get',
      path: '/appeals/:no/corrections',
      tag,
      summary: '更正经过：何人、何时、为何，改前改后（均已遮掩）',
      access: 'session',
      params,
      answer: correctionList,
      refusals: ['forbidden'],
    },
    async ({ deps, person, params: { no } }) => {
      const { communityId } = await visibleAppeal(deps, person, no);
      if (!mayReadCorrections(person, communityId)) throw new ProblemError('forbidden');
      const items = await listCorrections(deps.store, deps.cipher, no);
      const names = await namesOf(
        deps.store,
        items.map(({ by }) => by),
      );
      return { items: correctionViews(items, names, seesText(person, communityId)) };
    },
  ),
];

/** A title that was made of the words goes with them. */
function titleAfter(title: string, before: string, after: string | undefined): string | undefined {
  return after !== undefined && title === titleFrom(before) ? titleFrom(after) : undefined;
}

function answerOf(no: string, answer: CorrectionAnswer): { no: string; version: number } {
  switch (answer.kind) {
    case 'corrected':
    case 'known':
      return { no, version: answer.version };
    case 'stale':
      throw new ProblemError('staleEntry', { seq: answer.version });
    case 'unchanged':
      throw new ProblemError('nothingCorrected');
    case 'otherBody':
      throw new ProblemError('sameKeyOtherBody');
  }
}
