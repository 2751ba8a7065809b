// Which community a form begins with: the one this desk used last, never the demo one by accident.
import type { Community } from '../../../contracts/places.ts';

export type Place = { id: string; name: string };

const name = 'huying-community';

/** The demo community, whose limits run in seconds, stands last: nobody lands there by accident. */
export function demoLast(places: Place[], known: Community[]): Place[] {
  const isDemo = (place: Place) => known.some(({ id, demo }) => demo && id === place.id);
  return [...places.filter((place) => !isDemo(place)), ...places.filter(isDemo)];
}

export function usualCommunity(places: Place[]): string | undefined {
  let last: string | null = null;
  try {
    last = localStorage.getItem(name);
  } catch {
    // Storage switched off.
  }
  return (places.find(({ id }) => id === last) ?? places[0])?.id;
}

export function rememberCommunity(id: string): void {
  try {
    localStorage.setItem(name, id);
  } catch {
    // As above.
  }
}
