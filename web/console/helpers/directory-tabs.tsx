// The two halves of 名录: who helps, and the stations they are found at.
import { NavLink } from 'react-router';
import { pages } from '../paths.ts';

export function DirectoryTabs() {
  return (
    <nav className="views" aria-label="名录与服务站">
      <NavLink className="view" to={pages.helpers} end>
        单位、党员、团队
      </NavLink>
      <NavLink className="view" to={pages.stations} end>
        服务站
      </NavLink>
    </nav>
  );
}
