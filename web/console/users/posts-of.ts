// Posts as people read them: the communities in which the same one is held stand together.
import type { User } from '../../../contracts/users.ts';
import type { Role } from '../../../domain/words.ts';

export type HeldPost = User['grants'][number];

/** One line a post. */
export function postsOf(grants: readonly HeldPost[]): { role: Role; unitName: string | null; places: string }[] {
  const posts = new Map<string, { role: Role; unitName: string | null; places: string[] }>();
  for (const { role, unitName, communityName } of grants) {
    const key = `${role} ${unitName}`;
    const post = posts.get(key) ?? { role, unitName, places: [] };
    posts.set(key, { ...post, places: [...post.places, communityName] });
  }
  return [...posts.values()].map(({ places, ...post }) => ({ ...post, places: places.join('、') }));
}
