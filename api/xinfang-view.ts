// The statutory steps of a 信访 matter as staff read them.
import type { AppealDetail } from '../contracts/appeals.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import { iso, isoOrNull } from './iso.ts';

/** As whom a resident acts (public-case.ts `residentOf`). */
const residentId = 'resident';

/** `name`: of a person by id. */
export function xinfangView({ xinfang }: Appeal, name: (id: string) => string): AppealDetail['xinfang'] {
  if (!xinfang) return null;
  const { extension, informedAt, reviews } = xinfang;
  const word = extension && (extension.approved === null ? 'asked' : extension.approved ? 'approved' : 'refused');
  return {
    informedAt: isoOrNull(informedAt),
    extension: word,
    reviews: reviews.map(({ stage, askedAt, askedBy = residentId, upheld }) => ({
      ...{ stage, askedAt: iso(askedAt), upheld },
      askedBy: askedBy === residentId ? null : name(askedBy),
    })),
  };
}
