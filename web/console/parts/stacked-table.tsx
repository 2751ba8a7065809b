// A table that a telephone shows as cards: a row a card, each field with its column's name before it, so that nothing has to be
// pushed aside to be read (stacked-table.css).
import type { ReactNode } from 'react';
import './stacked-table.css';

export type Column<T> = {
  name: string;
  /** Names the row: heads its card. */
  heads?: boolean;
  /** The name is for screen readers alone. */
  unseen?: boolean;
  /** On the column's name, for a pointer that rests there. */
  hint?: string;
  className?: string;
  /** Null where there is nothing to say: a dash in the table, left out of the card. */
  cell: (row: T) => ReactNode;
};

type Props<T> = {
  label: string;
  columns: Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string | number;
  className?: string;
};

export function StackedTable<T>({ label, columns, rows, keyOf, className = '' }: Props<T>) {
  return (
    <div className="table-scroll" role="group" aria-label={label} tabIndex={0}>
      <table className={`table stacked ${className}`}>
        <thead>
          <tr>
            {columns.map(({ name, unseen, hint }) => (
              <th key={name} scope="col" title={hint}>
                {unseen ? <span className="unseen">{name}</span> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <Cell key={column.name} column={column}>
                  {column.cell(row)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<T>({ column, children }: { column: Column<T>; children: ReactNode }) {
  const { name, heads, unseen, className } = column;
  if (heads) {
    return (
      <th scope="row" className={className}>
        {children}
      </th>
    );
  }
  if (children === null) {
    return (
      <td className="none">
        <span className="quiet">—</span>
      </td>
    );
  }
  return (
    <td className={className} data-name={unseen ? undefined : name}>
      <div>{children}</div>
    </td>
  );
}
