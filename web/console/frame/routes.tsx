// The console's pages by address. Each is fetched when first visited, so that the first load stays small.
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { hasRole, helps, seesCases, useMe } from '../api/session.ts';
import { pages } from '../paths.ts';
import { Guard } from './guard.tsx';
import { Faulty, Loading, NotThere } from './notices.tsx';

/** Where one's work is. */
function Home() {
  const me = useMe();
  if (seesCases(me)) return <Navigate to={pages.appeals} replace />;
  if (hasRole(me, 'admin')) return <Navigate to={pages.users} replace />;
  return helps(me) ? <Navigate to={pages.myOffers} replace /> : <NotThere />;
}

const signedIn: RouteObject[] = [
  { index: true, element: <Home /> },
  {
    path: pages.myOffers,
    lazy: async () => ({ Component: (await import('../offers/my-offers-page.tsx')).MyOffersPage }),
  },
  {
    path: pages.myEntry,
    lazy: async () => ({ Component: (await import('../own-entry/own-entry-page.tsx')).OwnEntryPage }),
  },
  {
    path: pages.myEntryCorrection,
    lazy: async () => ({ Component: (await import('../own-entry/own-correction-page.tsx')).OwnCorrectionPage }),
  },
  {
    path: pages.appeals,
    lazy: async () => ({ Component: (await import('../appeals/work-list.tsx')).WorkList }),
  },
  {
    path: pages.register,
    lazy: async () => ({ Component: (await import('../register/register-page.tsx')).RegisterPage }),
  },
  {
    path: `${pages.appeals}/:no`,
    lazy: async () => ({ Component: (await import('../appeal/appeal-page.tsx')).AppealPage }),
  },
  {
    path: `${pages.appeals}/:no/sheet`,
    lazy: async () => ({ Component: (await import('../sheet/case-sheet-page.tsx')).CaseSheetPage }),
  },
  {
    path: `${pages.appeals}/:no/visit-slip`,
    lazy: async () => ({ Component: (await import('../sheet/visit-slip-page.tsx')).VisitSlipPage }),
  },
  {
    path: pages.notices,
    lazy: async () => ({ Component: (await import('../notices/notices-page.tsx')).NoticesPage }),
  },
  {
    path: pages.decisions,
    lazy: async () => ({ Component: (await import('../decisions/decisions-page.tsx')).DecisionsPage }),
  },
  { path: pages.mine, lazy: async () => ({ Component: (await import('../mine/mine-page.tsx')).MinePage }) },
  { path: pages.duty, lazy: async () => ({ Component: (await import('../duty/duty-page.tsx')).DutyPage }) },
  {
    path: pages.helpers,
    lazy: async () => ({ Component: (await import('../helpers/helpers-page.tsx')).HelpersPage }),
  },
  {
    path: pages.helperImport,
    lazy: async () => ({ Component: (await import('../helpers/import-page.tsx')).ImportPage }),
  },
  {
    path: pages.stations,
    lazy: async () => ({ Component: (await import('../stations/stations-page.tsx')).StationsPage }),
  },
  {
    path: pages.stationNew,
    lazy: async () => ({ Component: (await import('../stations/station-page.tsx')).StationPage }),
  },
  {
    path: `${pages.stations}/:id`,
    lazy: async () => ({ Component: (await import('../stations/station-page.tsx')).StationPage }),
  },
  {
    path: pages.helperNew,
    lazy: async () => ({ Component: (await import('../helpers/enter-page.tsx')).EnterPage }),
  },
  {
    path: `${pages.helpers}/:id/correct`,
    lazy: async () => ({ Component: (await import('../helpers/correct-page.tsx')).CorrectPage }),
  },
  {
    path: `${pages.helpers}/:id`,
    lazy: async () => ({ Component: (await import('../helpers/helper-page.tsx')).HelperPage }),
  },
  { path: pages.users, lazy: async () => ({ Component: (await import('../users/users-page.tsx')).UsersPage }) },
  {
    path: pages.userNew,
    lazy: async () => ({ Component: (await import('../users/new-user-page.tsx')).NewUserPage }),
  },
  {
    path: `${pages.users}/:id`,
    lazy: async () => ({ Component: (await import('../users/user-page.tsx')).UserPage }),
  },
  {
    path: pages.account,
    lazy: async () => ({ Component: (await import('../account/account-page.tsx')).AccountPage }),
  },
  {
    path: pages.policies,
    lazy: async () => ({ Component: (await import('../policies/policies-page.tsx')).PoliciesPage }),
  },
  {
    path: pages.calendar,
    lazy: async () => ({ Component: (await import('../policies/calendar-page.tsx')).CalendarPage }),
  },
  {
    path: pages.revisions,
    lazy: async () => ({ Component: (await import('../revisions/revisions-page.tsx')).RevisionsPage }),
  },
  { path: '*', element: <NotThere /> },
];

export const router = createBrowserRouter(
  [
    {
      path: pages.signIn,
      lazy: async () => ({ Component: (await import('../sign-in/sign-in-page.tsx')).SignInPage }),
      hydrateFallbackElement: <Loading />,
      errorElement: <Faulty />,
    },
    {
      element: <Guard />,
      errorElement: <Faulty />,
      hydrateFallbackElement: <Loading />,
      children: [
        {
          lazy: async () => ({ Component: (await import('./shell.tsx')).Shell }),
          errorElement: <Faulty />,
          children: signedIn.map((route) => ({ ...route, errorElement: <Faulty /> })),
        },
      ],
    },
  ],
  { basename: '/console' },
);
