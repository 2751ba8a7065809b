// The model's part on mediation and council (§4.2): how a case goes there and comes back.
import { all, ofLead, worked, type Acts, type Model } from './model-base.ts';

export const elsewhereActs: Acts = {
  toMediation: {
    who: ['handler'],
    in: ['handling'],
    // Neither party refuses.
    may: (model, wish) =>
      all(ofLead(model, wish), Boolean(wish.payload.appellantAgrees && wish.payload.otherAgrees), slow(model)),
    then: () => ({ state: 'inMediation' }),
  },
  mediated: {
    who: ['mediator'],
    in: ['inMediation'],
    then: (model, wish) => ({ state: 'handling', ...worked(model, wish) }),
  },
  toCouncil: { who: ['supervisor'], in: ['handling'], may: slow, then: () => ({ state: 'inCouncil' }) },
  resolved: {
    who: ['convenor'],
    in: ['inCouncil'],
    // Past the due, with an extension still to be decided, nothing else is decided first: when that is, the clocks know.
    may: ({ asked }) => (asked.extension ? null : true),
    then: (model, { payload }) => ({
      state: 'handling',
      openTasks: [...model.openTasks, ...(payload.assist ?? [])],
    }),
  },
};

/** What has to be done within hours: whether it may be talked over the description does not say. */
function slow({ class: cls }: Model) {
  return cls === 'U3' || cls === 'U4' || cls === 'MED' ? true : null;
}
